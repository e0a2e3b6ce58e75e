using Trad.Candles;
using Trad.Optimization.Spaces;
using Trad.Testing;
using Trad.Training.Assets;
using Trad.Training.Requests;

namespace Trad.Training.Tests.Assets;

public sealed class StrategyOverlayTests
{
    private const int Length = 20;

    private static readonly DateTimeOffset Start = new(2025, 5, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly CandleSeries Candles = GeneratedCandles.Make(Interval.OneHour, Start, 40 * 24);

    [Fact]
    public void Select_of_everything_gives_the_channel_that_is_counted_by_hand_as_prices()
    {
        var overlay = new StrategyOverlay(Request(), Parameters(), Candles);

        var drawn = overlay.Select("BTCUSDT", TimeRange.Always, Candles.Count);

        var highest = drawn.Lines.Single(line => line.Name == $"highest high {Length}");
        Assert.True(highest.IsPrice);
        Assert.Equal(1, drawn.CandlesPerPoint);
        Assert.Equal(Candles.Count, highest.Values.Count);
        for (var t = Length - 1; t < Candles.Count; t++)
        {
            Assert.Equal(Candles.High[(t - Length + 1)..(t + 1)].ToArray().Max(), highest.Values[t]);
        }

        Assert.All(highest.Values.Take(Length - 1), Assert.Null);
        Assert.Contains(drawn.Lines, line => !line.IsPrice);
        Assert.NotEmpty(drawn.Signals);
        Assert.All(drawn.Signals, signal => Assert.True(
            signal.Stop is null || (signal.Direction == "long") == (signal.Stop < CloseAt(signal.Time)), "A stop lies on the wrong side."));
    }

    [Fact]
    public void Select_of_a_part_gives_the_same_values_thinned_to_what_was_asked_for()
    {
        var overlay = new StrategyOverlay(Request(), Parameters(), Candles);
        var whole = overlay.Select("BTCUSDT", TimeRange.Always, Candles.Count);
        var range = TimeRange.Between(Start.AddDays(10), Start.AddDays(30));

        var part = overlay.Select("BTCUSDT", range, 50);

        Assert.InRange(part.Times.Count, 40, 50);
        Assert.All(part.Times, time => Assert.InRange(time, range.Start, range.End - 1));
        Assert.All(part.Signals, signal => Assert.InRange(signal.Time, range.Start, range.End - 1));
        foreach (var (line, index) in part.Lines.Select((line, index) => (line, index)))
        {
            Assert.Equal(
                part.Times.Select(time => whole.Lines[index].Values[Array.IndexOf([.. whole.Times], time)]), line.Values);
        }
    }

    private static double CloseAt(long time) => Candles.Close[Array.IndexOf(Candles.OpenTime.ToArray(), time)];

    private static ParameterSet Parameters() =>
        new([new("channel_period", Length), new("atr_multiplier_sl", 2.0), new("max_holding_periods", 50)]);

    private static TrainingRequest Request() => new()
    {
        Strategy = "donchian-breakout",
        Exchange = Market.SimulatedExchange,
        Symbol = "BTCUSDT",
        Interval = "1h",
        FeeRate = 0.001,
        Slippage = 0.0005,
        RiskPerTrade = 0.01,
    };
}
