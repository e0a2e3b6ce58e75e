using System.Globalization;
using Trad.Backtesting.Indicators;
using Trad.Backtesting.Metrics;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Backtesting.Tests.Metrics;

namespace Trad.Backtesting.Tests.Simulation;

/// <summary>
/// The fast engine against the plain one: random series, scripts and options of every kind. <c>TRAD_ENGINE_SERIES</c> sets
/// how many.
/// </summary>
public sealed class PlainEngineTests
{
    private static readonly int Series =
        int.Parse(Environment.GetEnvironmentVariable("TRAD_ENGINE_SERIES") ?? "2000", CultureInfo.InvariantCulture);

    [Fact]
    public void Backtest_any_series_and_options_agrees_with_the_plain_engine()
    {
        var reasons = new Dictionary<ExitReason, int>();
        var skipped = 0;
        for (var seed = 0; seed < Series; seed++)
        {
            var run = RandomRun.Make(seed);
            var plain = new PlainEngine(run).Run();

            var fast = Run(run);

            Assert.True(
                plain.Trades.Count == fast.Trades.Count, $"seed {seed}: {fast.Trades.Count} trades instead of {plain.Trades.Count}");
            for (var i = 0; i < plain.Trades.Count; i++)
            {
                AssertSame(plain.Trades[i], fast.Trades[i], $"seed {seed}, trade {i}");
                reasons[fast.Trades[i].Reason] = reasons.GetValueOrDefault(fast.Trades[i].Reason) + 1;
            }

            for (var t = 0; t < plain.Equity.Count; t++)
            {
                AssertNear(plain.Equity[t], fast.Equity[t], $"seed {seed}, equity {t}", scale: run.Options.InitialCapital);
            }

            Assert.True(
                plain.Skipped == fast.Metrics.SkippedEntries,
                $"seed {seed}: {fast.Metrics.SkippedEntries} skipped instead of {plain.Skipped}");
            skipped += plain.Skipped;
        }

        // The comparison means something only when every way out was taken, often.
        Assert.All(
            Enum.GetValues<ExitReason>(),
            reason => Assert.True(reasons.GetValueOrDefault(reason) > Series / 40, $"{reason}: {reasons.GetValueOrDefault(reason)}"));
        Assert.True(skipped > Series / 10, $"{skipped} skipped");
    }

    [Fact]
    public void Metrics_any_series_and_options_follow_from_equity_and_trades_by_their_formulas()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var run = RandomRun.Make(seed);
            var result = Run(run);

            // Over the engine's own curve, which is held against the plain one above: whether a curve comes back to its peak to the last
            // bit decides how many falls it has.
            var expected = new PlainMetrics(run, new PlainEngine(run).Run(), result.Equity);

            Assert.All(MetricCatalog.All, metric =>
            {
                var (wanted, found) = (expected.Value(metric.Name), metric.Read(result.Metrics));
                Assert.True(wanted is null == found is null, $"seed {seed}: {metric.Name} is {found} instead of {wanted}");
                AssertNear(wanted ?? 0, found ?? 0, $"seed {seed}: {metric.Name}", scale: Math.Max(1, Math.Abs(wanted ?? 0)) * 100);
            });
        }
    }

    [Fact]
    public void Measure_any_series_and_options_gives_the_metrics_of_the_full_run()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var run = RandomRun.Make(seed);

            var measured = Backtester.Measure(new IndicatorCache(run.Candles), Strategy(run), Defaults(run), run.Options);

            Assert.Equal(Run(run).Metrics, measured);
        }
    }

    private static ScriptedStrategy Strategy(PlainRun run) => run.Strategy;

    private static StrategyParameters Defaults(PlainRun run) => StrategyParameters.Defaults(Strategy(run));

    private static BacktestResult Run(PlainRun run) =>
        Backtester.Run(new IndicatorCache(run.Candles), Strategy(run), Defaults(run), run.Options);

    private static void AssertSame(in Trade expected, in Trade actual, string where)
    {
        Assert.True(
            (expected.EntryIndex, expected.ExitIndex, expected.Reason) == (actual.EntryIndex, actual.ExitIndex, actual.Reason),
            $"{where}: {actual} instead of {expected}");
        AssertNear(expected.EntryPrice, actual.EntryPrice, where);
        AssertNear(expected.ExitPrice, actual.ExitPrice, where);
        AssertNear(expected.Size, actual.Size, where);
        AssertNear(expected.EntryFee, actual.EntryFee, where, scale: 1);
        AssertNear(expected.ExitFee, actual.ExitFee, where, scale: 1);
        AssertNear(expected.Funding, actual.Funding, where, scale: 100);
    }

    private static void AssertNear(double expected, double actual, string where, double scale = 0) => Assert.True(
        Math.Abs(expected - actual) <= 1e-9 * Math.Max(scale, Math.Abs(expected)), $"{where}: {actual:R} instead of {expected:R}");
}
