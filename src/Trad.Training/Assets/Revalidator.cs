using Trad.Backtesting.Indicators;
using Trad.Backtesting.Metrics;
using Trad.Backtesting.Simulation;
using Trad.Candles;
using Trad.Candles.Gaps;
using Trad.Candles.Stores;
using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Strategies;
using Trad.Training.Trials;

namespace Trad.Training.Assets;

/// <summary>Measures the parameters of assets on other candles, under the conditions of their training.</summary>
/// <param name="candles">Where the candles are read.</param>
/// <param name="computation">Runs the backtests, for as long as they may take.</param>
public sealed class Revalidator(ICandleReader candles, WatchedComputation computation)
{
    // A ratio of fewer trades than this is mostly luck.
    private const int FewestTrades = 10;

    /// <summary>
    /// The range of a revalidation: what is absent begins where the data of the training ends, and ends at the newest
    /// candle that every symbol has.
    /// </summary>
    /// <exception cref="TrainingException">No candles are stored, or none in the range.</exception>
    public async Task<Period> ResolveAsync(
        TrainedAsset asset, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        var selections = DataSelection.FromRequest(asset.Request);
        var partitions = await Task.WhenAll(
            selections.Select(selection => candles.ListPartitionsAsync(selection.Market, cancellationToken)));
        if (Array.FindIndex(partitions, stored => stored.Count == 0) is >= 0 and var missing)
        {
            throw new TrainingException($"no candles of {selections[missing].Market} are stored");
        }

        var newest = DateTimeOffset.FromUnixTimeMilliseconds(
            selections[0].Market.Interval.CloseOf(partitions.Min(stored => stored.Max(partition => partition.LastOpenTime))));
        var start = from ?? asset.DataEnd;
        var end = to < newest ? to.Value : newest;
        return start < end
            ? new Period(start, end)
            : throw new TrainingException(
                $"no candles of {string.Join(", ", asset.Market.Symbols)} are stored from {start:u} on; the newest closes at {newest:u}");
    }

    /// <summary>Carries out a revalidation.</summary>
    /// <exception cref="TrainingException">It is not possible; the message says why.</exception>
    /// <exception cref="CandleStoreException">A stored partition cannot be read.</exception>
    public async Task<Revalidation> MeasureAsync(TrainedAsset asset, Revalidation asked, CancellationToken cancellationToken)
    {
        var selections = DataSelection.FromRequest(asset.Request);
        var parts = await Task.WhenAll(selections.Select(selection => MeasureAsync(asset, selection, asked, cancellationToken)));
        var metrics = Array.ConvertAll(parts, part => part.Result.Metrics);
        var joint = JointAccount.Combine(parts).Metrics;
        var inSample = SymbolCombination.Score(
            asset.Request, asset.Symbols is null ? [asset.InSample] : [.. asset.Symbols.Values.Select(symbol => symbol.InSample)]);
        var score = SymbolCombination.Score(asset.Request, metrics);
        return asked with
        {
            State = RevalidationState.Completed,
            Candles = metrics.Sum(symbol => symbol.Candles),
            Metrics = joint,
            Symbols = metrics.Length == 1
                ? null
                : selections.Zip(metrics).ToDictionary(pair => pair.First.Market.Symbol, pair => pair.Second, StringComparer.Ordinal),
            InSampleScore = inSample,
            Score = score,
            Decay = Decay.Compute(inSample, score),
            GapProfit = parts.Select(GapsOf).Aggregate((left, right) => left + right),
            Warnings = [.. Warnings(asset, asked, joint)],
        };
    }

    // The gaps among the candles that were measured, as far as trades may have been held across them.
    private static GapProfit GapsOf(AccountPart part)
    {
        var first = part.Options.TradeFrom;
        return GapProfit.Measure(
            part.Result.Trades, part.Candles, Outages.Find(part.Candles.Slice(first, part.Candles.Count - first)));
    }

    private async Task<AccountPart> MeasureAsync(
        TrainedAsset asset, DataSelection selection, Revalidation asked, CancellationToken cancellationToken)
    {
        var counting = TimeRange.Between(asked.From, asked.To);
        var range = TrainingRange.WithWarmUp(counting, selection);
        try
        {
            var series = GapHandling.Apply(
                await candles.ReadAsync(selection.Market, range, cancellationToken), selection.GapPolicy, selection.LongestGap,
                cancellationToken).Candles;
            var tradeFrom = Math.Max(series.IndexAtOrAfter(asked.From.ToUnixTimeMilliseconds()), selection.WarmUp);
            if (tradeFrom >= series.Count)
            {
                throw new TrainingException(
                    $"Too few candles: {selection.Strategy} needs {selection.WarmUp} to warm up; {series.Count} of {selection.Market} are stored in {range}.");
            }

            var finer = selection.IntrabarPath ? await FinerMarket.FindAsync(candles, selection.Market, range, cancellationToken) : null;
            var finerCandles = finer is null ? null : await candles.ReadAsync(finer.Market, range, cancellationToken);
            var strategy = RequestedStrategy.Get(asset.Request);
            var options = TrialBacktest.Options(asset.Request, tradeFrom, finerCandles);
            var parameters = TrialBacktest.Parameters(strategy, asset.Parameters);
            var result = await computation.RunAsync(
                () => Backtester.Run(new IndicatorCache(series), strategy, parameters, options), asset.Request, cancellationToken);
            return new AccountPart(result, series, options);
        }
        catch (Exception refused) when (refused is ArgumentException or CandleGapException or BacktestOverrunException)
        {
            throw new TrainingException($"{selection.Market}: {refused.Message}", refused);
        }
    }

    private static IEnumerable<string> Warnings(TrainedAsset asset, Revalidation asked, BacktestMetrics metrics)
    {
        if (ChangedPlugIn.Describe(asset.Request, "This was measured by the file of now.") is { } changed)
        {
            yield return changed;
        }

        if (asked.From < asset.Split.InSample.To && asked.To > asset.Split.InSample.From)
        {
            yield return "The range overlaps the candles that the trials saw; what lies there is no evidence.";
        }

        foreach (var funding in FundingCoverage.Find(asset.Request.Costs, asked.From, asked.To))
        {
            yield return funding;
        }

        foreach (var note in ObjectiveNotes.Collect(asset.Request, metrics, "this range"))
        {
            yield return note;
        }

        if (metrics.Trades < FewestTrades)
        {
            yield return $"There {(metrics.Trades == 1 ? "is 1 trade" : $"are {metrics.Trades} trades")}; fewer than {FewestTrades} say little, whatever the figures.";
        }
    }
}
