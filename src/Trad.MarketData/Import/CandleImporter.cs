using Microsoft.Extensions.Options;
using Trad.Candles;
using Trad.Candles.Changes;
using Trad.Candles.Stores;
using Trad.Formats.Candles;
using Trad.Formats.Candles.Markets;
using Trad.Formats.Candles.Prices;
using Trad.Formats.Spooling;
using Trad.MarketData.Coverage;
using Trad.MarketData.History;

namespace Trad.MarketData.Import;

/// <summary>
/// Imports candle files into the store, each whole or not at all: the file is read and checked to its end while its months are
/// gathered, and only then stored, all of them in one commit. Files are read in turn, so many at once as configured.
/// </summary>
public sealed class CandleImporter : IDisposable
{
    private readonly ICandleStore _store;
    private readonly RecordedRuns _recorded;
    private readonly CandleRuns _runs;
    private readonly TimeProvider _clock;
    private readonly CandleFileLimits _limits;
    private readonly SpoolFolder _spool;
    private readonly SemaphoreSlim _turns;
    private readonly int _mostStuck;

    /// <summary>An importer; it is one for the whole process, since it bounds what all imports take together.</summary>
    public CandleImporter(
        ICandleStore store, ICandleHistory history, CandleRuns runs, IOptions<CandleImportOptions> options, SpoolFolder spool,
        TimeProvider clock)
    {
        _store = store;
        _recorded = new RecordedRuns(history);
        _runs = runs;
        _clock = clock;
        _spool = spool;
        _limits = options.Value.Limits;
        _mostStuck = options.Value.MaximumConcurrent;
        _turns = new SemaphoreSlim(_mostStuck, _mostStuck);
    }

    /// <summary>Reads a file and merges its candles into a market.</summary>
    /// <param name="order">What is to be done.</param>
    /// <param name="stream">The file; read from its position on, and kept in a temporary one when it cannot seek.</param>
    /// <param name="cancellationToken">Ends the import; what was committed before is stored nevertheless, all of it.</param>
    /// <exception cref="CandleFileException">The file cannot be imported; nothing was stored.</exception>
    /// <exception cref="UnknownSymbolException">Nothing tells the market of the candles; nothing was stored.</exception>
    /// <exception cref="CandleStoreException">A stored partition cannot be read; nothing was stored.</exception>
    /// <exception cref="SpoolFullException">There is no room to keep the file while it is read; nothing was stored.</exception>
    /// <exception cref="CandleImportBusyException">Earlier files keep their readers busy for good; nothing was stored.</exception>
    public async Task<CandleImportResult> ImportAsync(CandleImportOrder order, Stream stream, CancellationToken cancellationToken)
    {
        if (ReadingWatch.Stuck >= _mostStuck)
        {
            throw new CandleImportBusyException(
                $"The readings of {ReadingWatch.Stuck} files do not end, and take a processor each; "
                + "restart the host, and tell its makers which files they were.");
        }

        await using var spooled = stream.CanSeek
            ? null
            : await CandleFileReader.SpoolAsync(_spool, stream, order.FileName, _limits, cancellationToken);
        await _turns.WaitAsync(cancellationToken);
        try
        {
            var content = spooled ?? stream;
            var start = content.Position;
            var (market, teller) = order is { Symbol: { } symbol, Interval: { } interval }
                ? (new Market(order.Exchange, symbol, interval), null)
                : await FindMarketAsync(order, content, cancellationToken);
            content.Position = start;
            return await ImportAsync(market, order, content, cancellationToken) with { SymbolToldBy = teller };
        }
        finally
        {
            _turns.Release();
        }
    }

    private async Task<CandleImportResult> ImportAsync(
        Market market, CandleImportOrder order, Stream content, CancellationToken cancellationToken)
    {
        var run = _runs.Import(market, order.SourceName);
        await using var staging = _store.Stage(market, CoverageBook.Import, run);
        var plausibility = CandlePlausibility.At(_clock.GetUtcNow(), market.Interval) with
        {
            AcceptsOutliers = order.AcceptsOutliers,
            CountsOutliers = order.AcceptsOutliers,
            Band = PriceBand.Of(market.Symbol),
        };
        var intake = new CandleIntake(market.Interval, _limits, plausibility);
        var ends = new FileEnds();
        var stored = new StoredNeighbours(_store, market);
        var edges = new MonthEdges(market.Interval, stored);
        var overlap = new StoredOverlap();
        staging.Beside = overlap.Add;
        await CandleFileReader.ReadMonthsAsync(
            FileOf(order, content, market),
            intake,
            async month =>
            {
                ends.Add(month);
                edges.Add(month);
                await staging.AddAsync(month, cancellationToken);
            },
            cancellationToken);
        var preview = await staging.PreviewAsync(cancellationToken);
        if (!order.AcceptsOutliers
            && (overlap.OtherMarket ?? await edges.FindOutlierAsync(cancellationToken) ?? overlap.Between?.Description) is { } outlier)
        {
            throw new CandleFileException(
                $"{order.FileName}: {outlier}, looked at beside the next month or what is stored. "
                + "Mend it, or import it as it is with --accept-outliers (acceptOutliers=true).");
        }

        if (order.AcceptsOutliers)
        {
            await CountAcceptedAsync(overlap, edges, intake.Accepted, cancellationToken);
            run = run with { AcceptedOutliers = intake.Accepted.Prices + intake.Accepted.Amounts };
            staging.Describe(run);
        }

        var replaced = await FindReplacedAsync(market, overlap.FirstReplaced, cancellationToken);
        var before = _clock.GetUtcNow();
        var merge = order.IsDryRun
            ? preview
            : await staging.CommitAsync(cancellationToken);
        return new CandleImportResult(market, intake.Count, intake.Range, merge, intake.Layout!)
        {
            Run = order.IsDryRun || merge.Partitions == 0 ? null : run,
            UndoableUntil = before + run.UndoableFor,
            MayBeOpen = DateTimeOffset.FromUnixTimeMilliseconds(market.Interval.Shift(intake.Range.End, -1)),
            Accepted = intake.Accepted,
            Replaced = replaced,
            Missing = intake.Missing,
            Gaps = intake.Gaps,
            First = ends.First,
            Last = ends.Last,
        };
    }

    // Two files of one command that contradict each other are two imports: the second is told whose candles it takes the place of.
    private async Task<ReplacedCandle?> FindReplacedAsync(Market market, long? first, CancellationToken cancellationToken) =>
        first is { } time ? new ReplacedCandle(time, await _recorded.FindAsync(market, time, cancellationToken)) : null;

    private static async Task CountAcceptedAsync(
        StoredOverlap overlap, MonthEdges edges, AcceptedOutliers accepted, CancellationToken cancellationToken)
    {
        if (overlap.OtherMarket is { } other)
        {
            accepted.Describe(other);
        }

        if (overlap.Between is { } between)
        {
            accepted.AddPrice(between.Time, between.Description);
        }

        await foreach (var (time, description) in edges.FindOutliersAsync(cancellationToken))
        {
            accepted.AddPrice(time, description);
        }
    }

    // The file is read once as if it held seconds, which every longer interval is made of, to see how far apart its candles are and
    // which market its rows name.
    private async Task<(Market Market, SymbolTeller? Teller)> FindMarketAsync(
        CandleImportOrder order, Stream content, CancellationToken cancellationToken)
    {
        var intake = new CandleIntake(Interval.OneSecond, _limits, CandlePlausibility.AtAnyTime)
        {
            IsMeasuring = true,
            Clock = _clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        await CandleFileReader.ReadMonthsAsync(FileOf(order, content, null), intake, _ => ValueTask.CompletedTask, cancellationToken);
        return (
            new Market(order.Exchange, order.Symbol ?? NamedSymbol(order, intake), order.Interval ?? MeasuredInterval(order, intake)),
            order.Symbol is null ? intake.NamedSymbol.By : null);
    }

    private CandleFile FileOf(CandleImportOrder order, Stream content, Market? market) => new(content, order.FileName, market, _limits)
    {
        Spool = _spool,
        HasDecimalComma = order.HasDecimalComma,
        DateOrder = order.DateOrder,
    };

    private static string NamedSymbol(CandleImportOrder order, CandleIntake intake)
    {
        if (intake.FindSymbol(order.Exchange) is { } symbol)
        {
            return symbol;
        }

        var told = order.SourceName is null ? "" : $", and the file's name '{order.SourceName}' tells none";
        var rule = SymbolName.Rule;
        if (order.SourceName is { } name && FileGuess.FromFileName(name).Contract is { } contract
            && !SymbolName.TryRead(order.Exchange, contract, out _, out var allowed))
        {
            (told, rule) = ($", and the file's name '{name}' tells a contract, {contract}", allowed);
        }

        throw new UnknownSymbolException(
            $"is missing{told}{(intake.NamedSymbol.Text is { } named ? $"; the file says '{named}', which is no pair of {order.Exchange}" : "")}"
            + $"; allowed is {rule}");
    }

    private static Interval MeasuredInterval(CandleImportOrder order, CandleIntake intake) =>
        intake.Spacing is { } told && Interval.OfLength(told) is { } found
            ? found
            : throw new CandleFileException(
                $"{order.FileName}: the interval is not told by its candles, "
                + (intake.Spacing is { } spacing ? $"which are {TimeSpan.FromMilliseconds(spacing)} apart" : "since it has one only")
                + $"; give one of {Interval.KnownCodes}.");

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();
}
