using System.Globalization;
using System.IO.Compression;
using Trad.Backtesting.Indicators;
using Trad.Backtesting.Tests.Strategies.Rules;
using Trad.Candles;
using Trad.Testing;

namespace Trad.Backtesting.Tests.Indicators;

/// <summary>Indicators against values that other implementations published for the same candles.</summary>
public sealed class ReferenceValuesTests
{
    private const double RelativeTolerance = 1e-10;

    private static readonly Lazy<CandleSeries> Bitcoin = new(() => SharedCandles.Load(SharedCandles.Bitcoin18Months, Interval.FiveMinutes));

    [Theory]
    [InlineData("sma10")]
    [InlineData("sma20")]
    [InlineData("sma50")]
    [InlineData("tr")]
    [InlineData("atr14")]
    [InlineData("ema20")]
    [InlineData("rsi14")]
    [InlineData("bb_mid")]
    [InlineData("bb_up")]
    [InlineData("bb_low")]
    [InlineData("macd")]
    [InlineData("macd_signal")]
    public void Indicator_bitcoin_candles_agrees_with_the_reference(string column)
    {
        var expected = ReadColumn(column);
        var candles = Bitcoin.Value.Slice(0, expected.Count);

        var actual = Compute(new IndicatorCache(candles), column);

        Assert.Equal(expected.Count, actual.Length);
        for (var i = 0; i < actual.Length; i++)
        {
            if (double.IsNaN(expected[i]))
            {
                Assert.True(double.IsNaN(actual[i]), $"candle {i} has {actual[i]} before there is enough data");
            }
            else
            {
                // The reference is rounded to ten decimals.
                Assert.True(
                    Math.Abs(actual[i] - expected[i]) <= (RelativeTolerance * Math.Abs(expected[i])) + 5.1e-11,
                    $"candle {i}: {actual[i]:R} instead of {expected[i]:R}");
            }
        }
    }

    [Fact]
    public void Swing_points_random_market_are_those_of_the_definition()
    {
        var candles = RandomMarket.Make(3, 2000);
        var high = candles.High.ToArray();
        var low = candles.Low.ToArray();

        var highs = Enumerable.Range(2, high.Length - 4).Where(i => new[] { -2, -1, 1, 2 }.All(d => high[i] > high[i + d]));
        var lows = Enumerable.Range(2, low.Length - 4).Where(i => new[] { -2, -1, 1, 2 }.All(d => low[i] < low[i + d]));

        Assert.Equal(highs, SwingPoints.Highs(high));
        Assert.Equal(lows, SwingPoints.Lows(low));
    }

    private static ReadOnlySpan<double> Compute(IndicatorCache indicators, string column)
    {
        return column switch
        {
            "tr" => indicators.TrueRange(),
            "atr14" => indicators.AverageTrueRange(14),
            "ema20" => indicators.ExponentialAverage(20),
            "rsi14" => indicators.RelativeStrength(14),
            "bb_low" => RuleRunner.Numbers("bollinger_lower(close, 20, 2)", indicators.Candles),
            "bb_mid" => RuleRunner.Numbers("sma(close, 20)", indicators.Candles),
            "bb_up" => RuleRunner.Numbers("bollinger_upper(close, 20, 2)", indicators.Candles),
            "macd" => indicators.Convergence(12, 26),
            "macd_signal" => indicators.ConvergenceSignal(12, 26, 9),
            _ => indicators.CloseAverage(int.Parse(column[3..], CultureInfo.InvariantCulture)),
        };
    }

    private static List<double> ReadColumn(string column)
    {
        using var reader = new StreamReader(new GZipStream(
            File.OpenRead(SharedData.Require("indicators/btcusdt-5m-first-8640.csv.gz")), CompressionMode.Decompress));
        var index = Array.IndexOf(reader.ReadLine()!.Split(','), column);
        var values = new List<double>();
        while (reader.ReadLine() is { } line)
        {
            var text = line.Split(',')[index];
            values.Add(text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture));
        }

        return values;
    }
}
