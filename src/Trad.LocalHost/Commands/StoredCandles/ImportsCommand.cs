using System.CommandLine;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands.StoredCandles;

/// <summary><c>candles imports</c>: what changed the candles of a market.</summary>
internal sealed class ImportsCommand : HostCommand
{
    private readonly MarketOptions _market = new();
    private readonly Option<DateTimeOffset?> _from = RangeOptions.From("only runs that stored candles from here on");
    private readonly Option<DateTimeOffset?> _to = RangeOptions.To("only runs that stored candles before");

    private readonly JsonOption _json = new() { Description = "Print JSON, with every month." };

    public ImportsCommand()
        : base("imports", "Show the imports, backfills and deletions that changed a market's candles, newest first.")
    {
        _market.AddTo(this);
        AddOptions([_from, _to, _json]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var (exchange, symbol, interval) = _market.Read(parsed);
        var runs = await session.Client.Candles.ListRunsAsync(
            exchange, symbol, interval, parsed.GetValue(_from), parsed.GetValue(_to), cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOption.Print(runs);
        }
        else
        {
            foreach (var line in CandleRunReport.Lines(runs))
            {
                Console.WriteLine(line);
            }
        }

        return 0;
    }
}
