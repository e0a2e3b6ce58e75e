using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Candles;
using Trad.Candles.Gaps;
using Trad.Testing;

namespace Trad.Backtesting.Tests.Simulation;

/// <summary>Real candles with real holes: outages of the exchange, and years that nobody stored.</summary>
public sealed class RealHolesTests
{
    private const string WithOutages = "candles/gaps/BTCUSDT-5m-20201201-20210717.csv.gz";

    private static readonly BacktestOptions Options = new() { Sizing = PositionSizing.AllIn };

    /// <summary>Two imported files with three years between them: one trade held from one to the other was the whole result.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Crossover_over_two_files_with_years_between_them_earns_nothing_in_between(bool restarts)
    {
        var (before, after) = (SharedCandles.Load(
            WithOutages, Interval.FiveMinutes), SharedCandles.Load(SharedCandles.Bitcoin18Months, Interval.FiveMinutes));
        var candles = CandleSeries.Concat(Interval.FiveMinutes, [before, after.Slice(0, 3000)]);
        var strategy = new MovingAverageCrossover();
        var parameters = StrategyParameters.Create(strategy, [new("fast_period", 50), new("slow_period", 400)]);

        var result = Backtester.Run(new IndicatorCache(candles), strategy, parameters, Options with { RestartAfterGap = restarts });

        Assert.True(after.Open[0] > 1.3 * before.Close[^1], "the price has moved between the files");
        Assert.Equal(result.Equity[before.Count - 1], result.Equity[before.Count]);
        Assert.DoesNotContain(result.Trades, trade => trade.EntryIndex < before.Count && trade.ExitIndex >= before.Count);
        Assert.Single(result.Trades, trade => trade.Reason == ExitReason.Gap);

        // Three years and eight weeks, not the seven months that the number of candles makes.
        Assert.Equal((candles.Range.Milliseconds / 86_400_000.0, 3.1), (result.Metrics.Days, Math.Round(result.Metrics.Days / 365, 1)));
        Assert.Equal(
            Math.Pow(result.Metrics.FinalEquity / 10_000, 365 / result.Metrics.Days) - 1, result.Metrics.AnnualisedReturn!.Value, 1e-9);

        // Behind the hole a strategy that begins anew waits for its averages.
        var first = result.Trades.First(trade => trade.EntryIndex >= before.Count).EntryIndex - before.Count;
        Assert.True(!restarts || first >= strategy.WarmUp(parameters), $"first trade {first} candles behind the hole");
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Trades_over_filled_outages_begin_and_end_at_candles_that_are_stored(string name)
    {
        Assert.True(StrategyCatalog.TryGet(name, out var strategy));
        var candles = SharedCandles.Load(WithOutages, Interval.FiveMinutes);
        var stored = candles.OpenTime.ToArray().ToHashSet();
        var filled = GapHandling.Apply(candles, GapPolicy.ForwardFill, cancellationToken: TestContext.Current.CancellationToken);

        var trades = Backtester.Run(new IndicatorCache(filled.Candles), strategy, StrategyParameters.Defaults(strategy), Options).Trades;

        Assert.True(filled.Filled > 100, $"{filled.Filled} candles are filled");
        Assert.True(trades.Count > 0 || name == "failed-breakdown");
        Assert.All(
            trades,
            trade => Assert.True(
                stored.Contains(filled.Candles.OpenTime[trade.EntryIndex]) && stored.Contains(filled.Candles.OpenTime[trade.ExitIndex]),
                $"{trade}"));
    }

    public static TheoryData<string> Strategies => [.. StrategyCatalog.All.Select(strategy => strategy.Name)];
}
