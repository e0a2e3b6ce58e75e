using System.Globalization;
using Trad.Candles;
using Trad.Candles.Gaps;
using Trad.Training.Requests;

namespace Trad.Training.Data;

/// <summary>Where a job's candles, read as they are stored, are split into what trials see and what is held out.</summary>
/// <param name="Symbols">The candles of every symbol, in the order of the request.</param>
/// <param name="HoldOutFrom">The first moment held out, one for all symbols; null when nothing is.</param>
/// <param name="Share">The share that was asked to be held out.</param>
public sealed record CandleSplit(IReadOnlyList<SymbolCandles> Symbols, long? HoldOutFrom, double Share)
{
    /// <summary>The two parts with their dates and numbers of candles.</summary>
    public DataSplit Parts
    {
        get
        {
            var start = Symbols.Min(symbol => symbol.Candles.OpenTime[symbol.TradeFrom]);
            var end = Symbols[0].Counting.End;
            var inSample = Symbols.Sum(symbol => InSampleEnd(symbol) - symbol.TradeFrom);
            return new DataSplit(
                Between(start, HoldOutFrom ?? end, inSample),
                HoldOutFrom is { } from ? Between(from, end, Symbols.Sum(symbol => symbol.Candles.Count - InSampleEnd(symbol))) : null);
        }
    }

    /// <summary>
    /// Splits the candles: the hold-out is the last part, of every symbol at most the share that was asked for of the candles
    /// that exist, from the first that can be traded on. With several symbols the latest beginning counts for all.
    /// </summary>
    /// <param name="symbols">The candles.</param>
    /// <param name="request">The request, complete.</param>
    /// <exception cref="TrainingException">A symbol has too few candles in one of the parts, or for an objective.</exception>
    public static CandleSplit Create(IReadOnlyList<SymbolCandles> symbols, TrainingRequest request)
    {
        var share = request.HoldOut!.Value;
        var begins = symbols.Select(symbol => symbol.HoldOutFrom(share)).ToList();
        var split = new CandleSplit(symbols, begins.TrueForAll(begin => begin is not null) ? begins.Max() : null, share);
        foreach (var symbol in symbols)
        {
            split.CheckLength(symbol);
            split.CheckObjectives(symbol, request);
            CheckJumps(symbol, request);
        }

        return split;
    }

    /// <summary>Position of the first candle of a symbol that is held out; the number of its candles when none is.</summary>
    public int InSampleEnd(SymbolCandles symbol) => HoldOutFrom is { } from ? symbol.Candles.IndexAtOrAfter(from) : symbol.Candles.Count;

    private static Period Between(long from, long to, int candles) =>
        new(DateTimeOffset.FromUnixTimeMilliseconds(from), DateTimeOffset.FromUnixTimeMilliseconds(to)) { Candles = candles };

    private void CheckLength(SymbolCandles symbol)
    {
        var (selection, candles, end) = (symbol.Selection, symbol.Candles, InSampleEnd(symbol));
        var tradable = symbol.CountTradable(end);
        if (tradable < SymbolCandles.FewestTradingCandles)
        {
            throw new TrainingException(
                $"Too few candles: {selection.Strategy} needs {selection.WarmUp} to warm up and at least {SymbolCandles.FewestTradingCandles} to trade on; "
                + $"{candles.Count} of {selection.Market} are stored up to the end of {symbol.Counting}"
                + (end < candles.Count ? $", {candles.Count - end} of them held out" : "")
                + (symbol.Interruptions.Ends.IsEmpty ? "." : $", and only {tradable} lie far enough behind a hole."))
            {
                Field = selection.Field,
            };
        }

        if (HoldOutFrom is { } from && end == candles.Count)
        {
            throw new TrainingException(
                $"No candle of {selection.Market} is stored in the hold-out, {new TimeRange(from, symbol.Counting.End)}: the other symbols have candles there.")
            {
                Field = selection.Field,
            };
        }
    }

    // Also across gaps that no position is held across: what holding the market returned has the jump in it.
    private static void CheckJumps(SymbolCandles symbol, TrainingRequest request)
    {
        if (request.LargestGapJump is not { } largest
            || symbol.Outages.MaxBy(outage => Math.Abs(outage.Jump)) is not { } outage
            || Math.Abs(outage.Jump) <= largest)
        {
            return;
        }

        var beyond = symbol.Outages.Count(each => Math.Abs(each.Jump) > largest);
        throw new TrainingException(string.Create(
            CultureInfo.InvariantCulture,
            $"The price of {symbol.Selection.Market} moves by {outage.Jump:+0.##%;-0.##%} across the gap of {outage.MissingCandles} candles from {outage.From:u} to {outage.To:u}")
            + string.Create(CultureInfo.InvariantCulture, $"{(beyond == 1 ? "" : $", and too far across {beyond - 1} more")}; ")
            + string.Create(
                CultureInfo.InvariantCulture, $"largestGapJump allows {largest:0.##%}. Choose another range, or repair the candles."))
        {
            Field = "largestGapJump",
        };
    }

    private void CheckObjectives(SymbolCandles symbol, TrainingRequest request)
    {
        var times = symbol.Candles.OpenTime;
        var (start, end) = (symbol.TradeFrom, InSampleEnd(symbol));
        var part = request.Pruning == TrialPruning.SuccessiveHalving ? PruningRungs.Plan.Fractions[0] : 1;
        var last = start + (int)Math.Ceiling((end - start) * part) - 1;
        var days = TimeSpan.FromMilliseconds(symbol.Candles.Interval.CloseOf(times[last]) - times[start]);
        foreach (var objective in Objectives.FromRequest(request).Where(objective => days < objective.ShortestSpan))
        {
            throw new TrainingException(string.Create(
                CultureInfo.InvariantCulture,
                $"{objective.Name} is told from {objective.ShortestSpan.TotalDays:0} days on; {(part < 1 ? "the first part that pruning looks at" : "the part in sample")} of {symbol.Selection.Market} has {days.TotalDays:0.#}. ")
                + "Give a longer range, or an objective that means something there: total-return, sharpe, sortino, profit-factor")
            {
                Field = request.Objectives is null ? "objective" : "objectives",
            };
        }
    }
}

/// <summary>Which part of a range the optimiser learns from, and which it never sees.</summary>
/// <param name="InSample">What trials are backtested on, from the first candle on which a trade may begin.</param>
/// <param name="HoldOut">The last part of the range, measured once at the end; absent when nothing is held out.</param>
public sealed record DataSplit(Period InSample, Period? HoldOut);

/// <summary>A span of time, UTC.</summary>
/// <param name="From">The first moment, inclusive.</param>
/// <param name="To">The end, exclusive.</param>
public sealed record Period(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Candles in it on which trades may be made, of all symbols; absent where they are not counted.</summary>
    public int? Candles { get; init; }
}
