using Trad.Backtesting.Indicators;
using Trad.Backtesting.LookAhead;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Candles;
using Trad.Testing;

namespace Trad.Backtesting.Tests.LookAhead;

public sealed class LookAheadCheckTests
{
    private static readonly CandleSeries Market = RandomMarket.Make(3, 3000);

    [Fact]
    public void Find_strategy_reads_the_next_close_through_an_indicator_names_the_indicator_and_the_candle()
    {
        var defect = Find(
            Crossing("peeks", indicators => indicators.Get(new("next close", 1), NextClose), indicators => indicators.CloseAverage(20)));

        Assert.Equal("next close 1", defect.Indicator);
        Assert.Contains(defect.Candle, Market.OpenTime.ToArray());
        Assert.Contains("The indicator 'next close 1' looks ahead", defect.Describe(), StringComparison.Ordinal);
        Assert.Contains(Timestamp.Format(defect.Candle), defect.Describe(), StringComparison.Ordinal);
        Assert.Contains("length 10", defect.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public void Find_indicator_made_of_one_that_peeks_names_the_innermost()
    {
        var defect = Find(Crossing(
            "peeks",
            indicators => indicators.Get(
                new("average of the next closes", 5),
                (cache, _, column) => SimpleMovingAverage.Compute(cache.Get(new("next close", 1), NextClose), 5, column)),
            indicators => indicators.CloseAverage(20)));

        Assert.Equal("next close 1", defect.Indicator);
    }

    [Fact]
    public void Find_strategy_reads_later_candles_itself_names_no_indicator()
    {
        var defect = Find(new TestStrategy("peeks", 20, (indicators, signals) =>
        {
            var average = indicators.CloseAverage(20);
            var close = indicators.Candles.Close;
            for (var t = 20; t < close.Length - 1; t++)
            {
                if (close[t] > average[t] && close[t - 1] <= average[t - 1] && close[t + 1] > close[t])
                {
                    signals.Set(t, 1, double.NaN, double.NaN);
                }
            }
        }));

        Assert.Null(defect.Indicator);
        Assert.Contains("reads later candles or values itself", defect.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public void Find_strategy_does_without_the_next_candle_where_there_is_none_is_found_by_a_changed_future()
    {
        // At the end of the candles it signals as if the next one agreed, so that cutting off behind a signal shows nothing.
        var defect = Find(new TestStrategy("peeks", 20, (indicators, signals) =>
        {
            var average = indicators.CloseAverage(20);
            var close = indicators.Candles.Close;
            for (var t = 20; t < close.Length; t++)
            {
                if (close[t] > average[t] && close[t - 1] <= average[t - 1] && (t + 1 == close.Length || close[t + 1] > close[t]))
                {
                    signals.Set(t, 1, double.NaN, double.NaN);
                }
            }
        }));

        Assert.NotEqual(FutureChange.CutOff, defect.Change);
    }

    [Fact]
    public void Find_values_scaled_by_the_whole_series_are_found()
    {
        var defect = Find(Crossing(
            "peeks",
            indicators => indicators.CloseAverage(5),
            indicators => indicators.Get(
                new("mean of all closes"), (cache, _, column) => column.Fill(cache.Candles.Close.ToArray().Average()))));

        Assert.Equal("mean of all closes", defect.Indicator);
    }

    [Fact]
    public void Find_look_ahead_further_than_the_window_is_found()
    {
        var defect = Find(new TestStrategy("peeks", 20, (indicators, signals) =>
        {
            var average = indicators.CloseAverage(20);
            var close = indicators.Candles.Close;
            for (var t = 20; t < close.Length - 900; t++)
            {
                if (close[t] > average[t] && close[t - 1] <= average[t - 1] && close[t + 900] > close[t])
                {
                    signals.Set(t, 1, double.NaN, double.NaN);
                }
            }
        }));

        Assert.Equal(FutureChange.CutOff, defect.Change);
    }

    [Fact]
    public void Find_only_the_stop_depends_on_the_future_is_found()
    {
        var defect = Find(new TestStrategy("peeks", 20, (indicators, signals) =>
        {
            var average = indicators.CloseAverage(20);
            var next = indicators.Get(new("next close", 1), NextClose);
            var close = indicators.Candles.Close;
            for (var t = 20; t < close.Length; t++)
            {
                if (close[t] > average[t] && close[t - 1] <= average[t - 1])
                {
                    signals.Set(t, 1, Math.Min(close[t], next[t]) * 0.99, double.NaN);
                }
            }
        }));

        Assert.Equal(defect.Direction, defect.Otherwise);
        Assert.Contains("another stop, target or holding time", defect.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public void Find_swing_points_read_before_they_are_known_names_them()
    {
        var defect = Find(new TestStrategy("peeks", 20, (indicators, signals) =>
        {
            foreach (var low in indicators.SwingLows)
            {
                signals.Set(low, 1, double.NaN, double.NaN);
            }
        }));

        Assert.Equal("swing lows", defect.Indicator);
    }

    [Fact]
    public void Find_swing_points_read_when_they_are_known_passes()
    {
        var strategy = new TestStrategy("waits", 20, (indicators, signals) =>
        {
            foreach (var low in indicators.SwingLows)
            {
                signals.Set(low + SwingPoints.Confirmation, 1, double.NaN, double.NaN);
            }
        });

        Assert.Null(LookAheadCheck.Find(strategy, StrategyParameters.Defaults(strategy), Market, out var signals));
        Assert.True(signals > 0);
    }

    public static TheoryData<string> Strategies => [.. StrategyCatalog.All.Select(strategy => strategy.Name)];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Find_built_in_strategies_on_real_candles_pass_with_any_parameters(string name)
    {
        Assert.True(StrategyCatalog.TryGet(name, out var strategy));
        var candles = SharedCandles.Load(SharedCandles.Bitcoin18Months, Interval.FiveMinutes);
        var random = new Random(17);
        var looked = 0;
        for (var i = 0; i < 40; i++)
        {
            var parameters = i == 0 ? StrategyParameters.Defaults(strategy) : RandomParameters(strategy, random);
            var part = candles.Slice(random.Next(candles.Count - 8640), 8640);

            Assert.Null(LookAheadCheck.Find(strategy, parameters, part, out var signals)?.Describe());
            looked += signals;
        }

        Assert.True(looked >= 8, $"only {looked} signals");
    }

    private static StrategyParameters RandomParameters(IStrategy strategy, Random random) =>
        Tests.Strategies.RandomParameters.Draw(strategy, random);

    private static LookAheadDefect Find(IStrategy strategy)
    {
        var defect = LookAheadCheck.Find(strategy, StrategyParameters.Defaults(strategy), Market, out _);
        Assert.NotNull(defect);
        return defect;
    }

    private delegate ReadOnlySpan<double> Column(IndicatorCache indicators);

    private static TestStrategy Crossing(string name, Column fast, Column slow) => new(name, 50, (indicators, signals) =>
    {
        var quick = fast(indicators);
        var lazy = slow(indicators);
        for (var t = 1; t < quick.Length; t++)
        {
            if (quick[t - 1] <= lazy[t - 1] && quick[t] > lazy[t])
            {
                signals.Set(t, 1, double.NaN, double.NaN);
            }
        }
    });

    private static void NextClose(IndicatorCache indicators, IndicatorKey key, Span<double> column)
    {
        indicators.Candles.Close[1..].CopyTo(column);
        column[^1] = double.NaN;
    }
}
