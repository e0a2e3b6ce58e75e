using System.Globalization;
using System.Text.Json;
using Trad.Backtesting.Indicators;
using Trad.Backtesting.Tests.Strategies.Rules;
using Trad.Candles;
using Trad.Testing;

namespace Trad.Backtesting.Tests.Indicators;

/// <summary>Indicators against the results that Stock.Indicators publishes for its 502 daily test quotes.</summary>
public sealed class PublishedValuesTests
{
    private const double RelativeTolerance = 1e-10;

    [Theory]
    [InlineData("sma", "sma")]
    [InlineData("ema", "ema")]
    [InlineData("wma", "wma")]
    [InlineData("smma", "smma")]
    [InlineData("tr", "tr")]
    [InlineData("atr", "atr")]
    [InlineData("rsi", "rsi")]
    [InlineData("macd", "macd")]
    [InlineData("macd", "signal")]
    [InlineData("bb", "sma")]
    [InlineData("bb", "upperBand")]
    [InlineData("bb", "lowerBand")]
    [InlineData("bb", "zScore")]
    [InlineData("keltner", "upperBand")]
    [InlineData("keltner", "centerline")]
    [InlineData("keltner", "lowerBand")]
    [InlineData("donchian", "upperBand")]
    [InlineData("donchian", "lowerBand")]
    [InlineData("stoch", "k")]
    [InlineData("stoch", "d")]
    [InlineData("adx", "pdi")]
    [InlineData("adx", "mdi")]
    [InlineData("adx", "adx")]
    [InlineData("obv", "obv")]
    [InlineData("vwap", "vwap")]
    [InlineData("stdev", "stdDev")]
    [InlineData("stdev", "mean")]
    [InlineData("stdev", "zScore")]
    public void Indicator_published_quotes_agrees_with_the_published_result(string file, string column)
    {
        var candles = Quotes();
        var expected = Published(file, column);

        var actual = Compute(candles, file, column);

        Assert.Equal(expected.Count, actual.Length);
        for (var i = 0; i < actual.Length; i++)
        {
            Assert.True(expected[i] is null == double.IsNaN(actual[i]), $"quote {i}: {actual[i]} instead of {expected[i]}");
            Assert.True(
                expected[i] is not { } value || Math.Abs(actual[i] - value) <= RelativeTolerance * Math.Abs(value),
                $"quote {i}: {actual[i]:R} instead of {expected[i]:R}");
        }
    }

    private static double[] Compute(CandleSeries c, string file, string column)
    {
        var (a, b, d) = (new double[c.Count], new double[c.Count], new double[c.Count]);
        var range = IndicatorUnderTest.Range(c);
        switch (file)
        {
            case "sma":
                SimpleMovingAverage.Compute(c.Close, 20, a);
                return a;
            case "ema":
                ExponentialMovingAverage.Compute(c.Close, 20, a);
                return a;
            case "wma":
                WeightedMovingAverage.Compute(c.Close, 14, a);
                return a;
            case "smma":
                WilderMovingAverage.Compute(c.Close, 20, a);
                return a;
            case "tr":
                return range;
            case "atr":
                AverageTrueRange.Compute(range, 14, a);
                return a;
            case "rsi":
                RelativeStrengthIndex.Compute(c.Close, 14, a);
                return a;
            case "macd":
                return Rule(column == "macd" ? "macd(close, 12, 26)" : "macd_signal(close, 12, 26, 9)");
            case "bb":
                return Rule(column switch
                {
                    "zScore" => "zscore(close, 20)",
                    "lowerBand" => "bollinger_lower(close, 20, 2)",
                    "sma" => "sma(close, 20)",
                    _ => "bollinger_upper(close, 20, 2)",
                });
            case "keltner":
                return Rule(column switch
                {
                    "lowerBand" => "keltner_lower(20, 2, 10)",
                    "centerline" => "ema(close, 20)",
                    _ => "keltner_upper(20, 2, 10)",
                });
            case "donchian":
                return Rule(column == "lowerBand" ? "donchian_lower(20)" : "donchian_upper(20)");
            case "stoch":
                return Rule(column == "k" ? "stochastic_k(14, 3)" : "stochastic_d(14, 3, 3)");
            case "adx":
                AverageDirectionalIndex.Compute(c.High, c.Low, range, 14, a, b, d);
                return column switch { "pdi" => a, "mdi" => b, _ => d };
            case "obv":
                OnBalanceVolume.Compute(c.Close, c.Volume, a);
                return a;
            case "vwap":
                VolumeWeightedAveragePrice.Compute(c.OpenTime, c.High, c.Low, c.Close, c.Volume, 0, a);
                return a;
            case "stdev" when column == "stdDev":
                RollingStandardDeviation.Compute(c.Close, 14, DeviationKind.Population, a);
                return a;
            default:
                return Rule(column == "mean" ? "sma(close, 14)" : "zscore(close, 14)");
        }

        // What the rule language composes of the others is published as one indicator.
        double[] Rule(string expression) => RuleRunner.Numbers(expression, c);
    }

    private static List<double?> Published(string file, string column)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(SharedData.Require($"indicators/stock-indicators/{file}.json")));
        return [.. json.RootElement.EnumerateArray().Select(row => row.GetProperty(column) switch
        {
            { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
            _ => (double?)null,
        })];
    }

    private static CandleSeries Quotes()
    {
        var lines = File.ReadLines(SharedData.Require("indicators/stock-indicators/quotes.csv")).Skip(1);
        return CandleSeries.From(Interval.OneDay, [.. lines.Select(line => line.Split(',')).Select(fields =>
        {
            double Number(int field) => double.Parse(fields[field], CultureInfo.InvariantCulture);
            var date = DateTimeOffset.Parse(fields[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            return new Candle(date.ToUnixTimeMilliseconds(), Number(1), Number(2), Number(3), Number(4), Number(5));
        })]);
    }
}
