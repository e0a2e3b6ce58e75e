using System.Globalization;
using Trad.Candles;
using Trad.Candles.Gaps;
using Trad.Candles.Stores;
using Trad.Training.Requests;

namespace Trad.Training.Data;

/// <summary>
/// What a training request must be like, given what is stored: a job that cannot be carried out is refused before it is one. Where
/// the list of months does not tell, the candles are read.
/// </summary>
/// <param name="source">Reads the candles.</param>
public sealed class StoredDataRules(TrainingDataSource source) : IDisposable
{
    // Many requests at once must not hold many series at once.
    private const int MostReaders = 2;

    // A range with fewer of its candles than this is one that somebody did not look at.
    private const double MostlyHole = 0.5;

    private readonly SemaphoreSlim _reading = new(MostReaders, MostReaders);

    /// <summary>Refuses what cannot be carried out.</summary>
    /// <param name="request">The request, complete.</param>
    /// <param name="isPolicyGiven">Whether the request itself says what is done about missing candles.</param>
    /// <param name="selections">What each symbol is asked for.</param>
    /// <param name="partitions">What is stored of each; none is empty.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="TrainingException">It cannot be carried out; the message says why, and the field where.</exception>
    public async Task CheckAsync(
        TrainingRequest request,
        bool isPolicyGiven,
        IReadOnlyList<DataSelection> selections,
        IReadOnlyList<IReadOnlyList<CandlePartition>> partitions,
        CancellationToken cancellationToken)
    {
        var range = TrainingRange.Resolve(selections, partitions);
        foreach (var (selection, stored) in selections.Zip(partitions))
        {
            var oldest = stored.Min(partition => partition.FirstOpenTime);
            if (range.End <= oldest)
            {
                throw new TrainingException(
                    $"the range {range} ends before the oldest stored candle of {selection.Market}, {Timestamp.Format(oldest)}")
                {
                    Field = "to",
                };
            }
        }

        // Months tell no prices.
        if (!FilterFit.DependsOnPrices(request)
            && selections.Zip(partitions).All(each => IsSurelyEnough(request, each.First, each.Second, range)))
        {
            return;
        }

        await _reading.WaitAsync(cancellationToken);
        try
        {
            var symbols = await Task.WhenAll(
                selections.Zip(
                    partitions, (selection, stored) => ReadAsync(request, isPolicyGiven, selection, stored, range, cancellationToken)));
            var split = CandleSplit.Create(symbols, request);
            foreach (var symbol in symbols)
            {
                if (FilterFit.FindFault(request, symbol.Candles.Slice(0, split.InSampleEnd(symbol))) is var (field, fault))
                {
                    throw new TrainingException(fault) { Field = field };
                }
            }
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    // No hole that could matter, and more than enough candles, also if all that may be missing is missing, in one place. Of
    // several symbols any hole could be that of the hold-out, which the other symbols place.
    private static bool IsSurelyEnough(
        TrainingRequest request, DataSelection selection, IReadOnlyList<CandlePartition> partitions, TimeRange range)
    {
        var interval = selection.Market.Interval;
        var read = StoredExtent.Measure(partitions, TrainingRange.WithWarmUp(range, selection), interval);
        var counting = StoredExtent.Measure(partitions, range, interval);
        var longest = selection.GapPolicy == GapPolicy.Fail || request.LargestGapJump is not null
            ? 0
            : selection.LongestGap.TotalMilliseconds;
        return Objectives.FromRequest(request).All(objective => objective.ShortestSpan == TimeSpan.Zero)
            && read.MissingAtMost * interval.LongestMilliseconds <= (request.AllSymbols.Count > 1 ? 0 : longest)
            && read.MissingAtMost <= GapHandling.MostFilled
            && counting.AtLeast >= MostlyHole * counting.Expected
            && (1 - request.HoldOut!.Value) * Math.Min(
                counting.AtLeast, read.AtLeast - selection.WarmUp) >= SymbolCandles.FewestTradingCandles;
    }

    private async Task<SymbolCandles> ReadAsync(
        TrainingRequest request,
        bool isPolicyGiven,
        DataSelection selection,
        IReadOnlyList<CandlePartition> partitions,
        TimeRange range,
        CancellationToken cancellationToken)
    {
        var symbol = await source.ReadAsync(selection, partitions, range, cancellationToken);
        if (!isPolicyGiven && symbol.First < symbol.Candles.Count)
        {
            var expected = (range with { Start = symbol.Candles.OpenTime[symbol.First] }).CountCandles(selection.Market.Interval);
            var stored = symbol.CountStored(symbol.First, symbol.Candles.Count);
            if (stored < MostlyHole * expected)
            {
                throw new TrainingException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"only {stored} of {expected} candles of {selection.Market} are stored from the first in the range {range} on; a range that is mostly hole needs the policy said: one of {GapPolicies.KnownNames} ({GapPolicies.NameOf(request.GapPolicy!.Value)} is what counts otherwise)"))
                {
                    Field = "gapPolicy",
                };
            }
        }

        return symbol;
    }
}
