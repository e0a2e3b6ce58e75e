using Azure;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trad.Candles;
using Trad.Candles.Stores;

namespace Trad.Storage.Candles;

/// <summary>
/// Finishes at start what was committed before the last end, so that nobody who reads has to. It is help, no condition: whoever
/// reads or writes a market does the same.
/// </summary>
internal sealed partial class CommitRecovery(BlobCandleStore store, ILogger<CommitRecovery> logger) : BackgroundService
{
    private readonly ILogger _logger = logger;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            foreach (var market in await store.ListUnfinishedAsync(stoppingToken))
            {
                await FinishAsync(market, stoppingToken);
            }
        }
        catch (Exception failed)
        {
            LogUnknown(failed.Message);
        }
    }

    private async Task FinishAsync(Market market, CancellationToken cancellationToken)
    {
        try
        {
            await store.FinishAsync(market, cancellationToken);
            LogFinished(market);
        }
        catch (Exception failed) when (failed is CandleStoreException or RequestFailedException or AggregateException)
        {
            LogUnfinished(market, failed.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "Candles of {Market} that were imported before the last end are stored now.")]
    private partial void LogFinished(Market market);

    [LoggerMessage(LogLevel.Warning, "Candles of {Market} that were imported before the last end are not stored yet: {Reason}")]
    private partial void LogUnfinished(Market market, string reason);

    [LoggerMessage(LogLevel.Debug, "Whether imports were left unfinished is found out when candles are read: {Reason}")]
    private partial void LogUnknown(string reason);
}
