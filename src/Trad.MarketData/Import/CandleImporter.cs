using Microsoft.Extensions.Options;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Formats.Candles;
using Trad.Formats.Spooling;
using Trad.MarketData.Coverage;

namespace Trad.MarketData.Import;

/// <summary>
/// Imports candle files into the store, each whole or not at all: the file is read and checked to its end while its months are
/// gathered, and only then stored, all of them in one commit. Files are read in turn, so many at once as configured.
/// </summary>
public sealed class CandleImporter : IDisposable
{
    private readonly ICandleStore _store;
    private readonly TimeProvider _clock;
    private readonly CandleFileLimits _limits;
    private readonly SpoolFolder _spool;
    private readonly SemaphoreSlim _turns;
    private readonly int _mostStuck;

    /// <summary>An importer; it is one for the whole process, since it bounds what all imports take together.</summary>
    public CandleImporter(ICandleStore store, IOptions<CandleImportOptions> options, SpoolFolder spool, TimeProvider clock)
    {
        _store = store;
        _clock = clock;
        _spool = spool;
        _limits = options.Value.Limits;
        _mostStuck = options.Value.MaximumConcurrent;
        _turns = new SemaphoreSlim(_mostStuck, _mostStuck);
    }

    /// <summary>Reads a file and merges its candles into a market.</summary>
    /// <param name="market">The market.</param>
    /// <param name="stream">The file; read from its position on, and kept in a temporary one when it cannot seek.</param>
    /// <param name="fileName">The name for messages.</param>
    /// <param name="cancellationToken">Ends the import; what was committed before is stored nevertheless, all of it.</param>
    /// <exception cref="CandleFileException">The file cannot be imported; nothing was stored.</exception>
    /// <exception cref="CandleStoreException">A stored partition cannot be read; nothing was stored.</exception>
    /// <exception cref="SpoolFullException">There is no room to keep the file while it is read; nothing was stored.</exception>
    /// <exception cref="CandleImportBusyException">Earlier files keep their readers busy for good; nothing was stored.</exception>
    public async Task<CandleImportResult> ImportAsync(Market market, Stream stream, string fileName, CancellationToken cancellationToken)
    {
        if (ReadingWatch.Stuck >= _mostStuck)
        {
            throw new CandleImportBusyException(
                $"The readings of {ReadingWatch.Stuck} files do not end, and take a processor each; "
                + "restart the host, and tell its makers which files they were.");
        }

        await using var spooled = stream.CanSeek
            ? null
            : await CandleFileReader.SpoolAsync(_spool, stream, fileName, _limits, cancellationToken);
        await _turns.WaitAsync(cancellationToken);
        try
        {
            await using var staging = _store.Stage(market, CoverageBook.Import);
            var intake = new CandleIntake(market.Interval, _limits, CandlePlausibility.At(_clock.GetUtcNow(), market.Interval));
            var file = new CandleFile(spooled ?? stream, fileName, market, _limits) { Spool = _spool };
            await CandleFileReader.ReadMonthsAsync(file, intake, month => staging.AddAsync(month, cancellationToken), cancellationToken);
            return new CandleImportResult(intake.Count, intake.Range, await staging.CommitAsync(cancellationToken), intake.Layout!);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();
}
