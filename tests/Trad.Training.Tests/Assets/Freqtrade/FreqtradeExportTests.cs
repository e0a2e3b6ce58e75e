using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Candles;
using Trad.Testing;
using Trad.Training.Assets.Freqtrade;
using Trad.Training.Requests;

namespace Trad.Training.Tests.Assets.Freqtrade;

/// <summary>The classes for freqtrade, run by Python on candles and held against Trad's own signals, candle by candle.</summary>
public sealed class FreqtradeExportTests : IDisposable
{
    private const double CandleSeconds = 300;

    private static readonly CandleSeries Candles = MakeCandles();

    private readonly string _folder = Directory.CreateTempSubdirectory("trad-freqtrade-").FullName;

    public static TheoryData<string, string> Cases => new()
    {
        { "bollinger-mean-reversion", "" },
        { "bollinger-mean-reversion", "band_period=31 band_width=1.3 atr_multiplier_sl=1.0625 max_holding_periods=20" },
        {
            "capitulation-reversal",
            "volume_explosion_threshold=1.3 price_velocity_threshold=0.004 atr_explosion_threshold=1.1 rsi_extreme_threshold=35 panic_score_minimum=0.3 consecutive_panic_candles=2 recovery_volume_threshold=1"
        },
        { "donchian-breakout", "" },
        { "donchian-breakout", "channel_period=13 atr_multiplier_sl=1.7" },
        {
            "failed-breakdown",
            "range_lookback_periods=20 range_tightness_threshold=0.25 breakdown_depth=0.001 breakdown_volume_threshold=1 recovery_volume_threshold=1 recovery_speed=20 spring_max_duration=30 min_touches=2 accumulation_score_minimum=0.2 trail_after_reward=1.5 mirror_short=1"
        },
        {
            "failed-breakdown",
            "range_lookback_periods=30 range_tightness_threshold=0.2 breakdown_volume_threshold=1 recovery_volume_threshold=1 recovery_speed=10 min_touches=2 accumulation_score_minimum=0.2"
        },
        { "liquidity-sweep", "min_level_touches=2 volume_spike_threshold=1.5 pierce_depth=0.0005 min_distance_from_level=0.003" },
        { "liquidity-sweep", "key_level_lookback=200 reversal_candles=1 volume_spike_threshold=1.5 min_distance_from_level=0.002" },
        { "macd-trend", "" },
        { "moving-average-crossover", "" },
        { "moving-average-crossover", "fast_period=7 slow_period=333" },
        { "rsi-mean-reversion", "" },
        { "rsi-mean-reversion", "rsi_period=9 oversold=22.5 overbought=71.25" },
    };

    [Fact]
    public void Every_strategy_that_comes_with_trad_can_be_taken_to_freqtrade() =>
        Assert.Equal(
            typeof(StrategyCatalog).Assembly.GetTypes()
                .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IStrategy))
                    && type.GetConstructor(Type.EmptyTypes) is not null)
                .Select(type => ((IStrategy)Activator.CreateInstance(type)!).Name).Order(StringComparer.Ordinal),
            FreqtradeExport.Strategies);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Class_enters_and_exits_where_the_strategy_says(string name, string values)
    {
        var (strategy, parameters) = Parse(name, values);
        var signals = new SignalBuffer();
        signals.Reset(Candles.Count);
        strategy.GenerateSignals(new IndicatorCache(Candles), parameters, signals);

        var found = await RunAsync(strategy, parameters);

        var direction = signals.Direction.ToArray();
        Assert.True(direction.Count(value => value != 0) >= 5, "too few signals to compare");
        Assert.Equal(direction.Select(value => (int)value), Numbers(found, "direction"));
        Assert.Equal(direction.Select(value => value > 0 ? 1 : 0), Numbers(found, "enterLong"));
        Assert.Equal(direction.Select(value => value < 0 ? 1 : 0), Numbers(found, "enterShort"));
        Assert.Equal(direction.Select(value => value < 0 ? 1 : 0), Numbers(found, "exitLong"));
        Assert.Equal(direction.Select(value => value > 0 ? 1 : 0), Numbers(found, "exitShort"));
        for (var t = 0; t < direction.Length; t++)
        {
            if (direction[t] != 0)
            {
                Assert.Equal(signals.Stop[t], PriceAt(found, "stop", t));
                Assert.Equal(signals.Target[t], PriceAt(found, "target", t));
            }
        }

        Assert.Equal("5m", (string?)found["timeframe"]);
        Assert.Equal(strategy.WarmUp(parameters), (int)found["warmUp"]!);
        Assert.Equal(signals.MaximumHolding, (int)found["longestHolding"]!);
    }

    [Theory]
    [InlineData("rsi-mean-reversion")]
    [InlineData("donchian-breakout")]
    public async Task Trades_carry_stop_target_and_longest_holding_of_their_signal(string name)
    {
        var (strategy, parameters) = Parse(name, "");

        var found = await RunAsync(strategy, parameters);

        Assert.True((bool)found["usesStop"]!);
        Assert.NotEmpty(found["trades"]!.AsArray());
        foreach (var trade in found["trades"]!.AsArray())
        {
            Assert.Equal(PriceAt(found, "stop", (int)trade!["index"]!), (double)trade["stop"]!);
            Assert.Equal(name == "rsi-mean-reversion" ? "target" : null, (string?)trade["atTarget"]);
            Assert.Null((string?)trade["early"]);
            Assert.Equal("longest holding", (string?)trade["late"]);
        }
    }

    [Theory]
    [InlineData("trail_after_reward=1.5", 2)]
    [InlineData("trail_after_reward=0", -1)]
    public async Task Stop_follows_the_price_where_the_strategy_says_so(string trail, int distances)
    {
        var (strategy, parameters) = Parse(
            "failed-breakdown",
            $"range_lookback_periods=30 range_tightness_threshold=0.2 breakdown_volume_threshold=1 recovery_volume_threshold=1 min_touches=2 accumulation_score_minimum=0.2 {trail}");

        var found = await RunAsync(strategy, parameters);

        Assert.NotEmpty(found["trades"]!.AsArray());
        foreach (var trade in found["trades"]!.AsArray())
        {
            var t = (int)trade!["index"]!;
            Assert.Equal(
                Candles.Close[t] + (distances * Math.Abs(Candles.Close[t] - PriceAt(found, "stop", t))), (double)trade["trailed"]!, 1e-6);
        }
    }

    [Theory]
    [InlineData("long", false, true)]
    [InlineData("short", true, false)]
    public async Task Direction_that_was_not_trained_is_not_entered(string direction, bool mayShort, bool mayLong)
    {
        var (strategy, parameters) = Parse("macd-trend", "");

        var found = await RunAsync(strategy, parameters, new TrainingRequest { Direction = direction });

        Assert.Equal(mayShort, (bool)found["canShort"]!);
        Assert.Equal(mayShort, Numbers(found, "enterShort").Contains(1));
        Assert.Equal(mayLong, Numbers(found, "enterLong").Contains(1));
    }

    [Fact]
    public async Task Exits_that_the_training_asked_for_come_with_the_class()
    {
        var (strategy, parameters) = Parse("moving-average-crossover", "");
        var exits = new ExitRequest { StopLoss = 0.02, TakeProfit = 0.03, MaximumHolding = 12, OnOppositeSignal = false };

        var found = await RunAsync(
            strategy, parameters, new TrainingRequest { Exits = exits, Account = new AccountRequest { Leverage = 3 } });

        Assert.True((bool)found["usesStop"]!);
        Assert.Equal((12, 3), ((int)found["longestHolding"]!, (int)found["leverage"]!));
        Assert.DoesNotContain(1, Numbers(found, "exitLong").Concat(Numbers(found, "exitShort")));
        Assert.NotEmpty(found["trades"]!.AsArray());
        foreach (var trade in found["trades"]!.AsArray())
        {
            var t = (int)trade!["index"]!;
            var side = (int)found["direction"]![t]!;
            Assert.Equal(Candles.Close[t] * (1 - (side * 0.02)), (double)trade["stop"]!);
            Assert.Equal(Candles.Close[t] * (1 + (side * 0.03)), PriceAt(found, "target", t));
            Assert.Equal("target", (string?)trade["atTarget"]);
            Assert.Equal("longest holding", (string?)trade["late"]);
        }
    }

    // The stub of the test lets the price gain three distances of the stop.
    [Theory]
    [InlineData(0.01, null, 3)]
    [InlineData(null, 2.0, 0)]
    [InlineData(null, 3.5, -1)]
    public async Task Stop_that_moves_as_the_training_asked_moves_in_the_class(double? trailing, double? breakEven, int distances)
    {
        var (strategy, parameters) = Parse("donchian-breakout", "");
        var exits = new ExitRequest { TrailingStop = trailing, BreakEvenAfter = breakEven };

        var found = await RunAsync(strategy, parameters, new TrainingRequest { Exits = exits });

        Assert.NotEmpty(found["trades"]!.AsArray());
        foreach (var trade in found["trades"]!.AsArray())
        {
            var t = (int)trade!["index"]!;
            var side = (int)found["direction"]![t]!;
            var best = Candles.Close[t] + (side * distances * Math.Abs(Candles.Close[t] - PriceAt(found, "stop", t)));
            Assert.Equal(trailing is { } distance ? best * (1 - (side * distance)) : best, (double)trade["trailed"]!, 1e-6);
        }
    }

    [Fact]
    public void Strategy_from_elsewhere_gives_no_zip()
    {
        var (strategy, parameters) = Parse("macd-trend", "");

        Assert.Null(FreqtradeExport.Zip(AssetToExport.Make(strategy, parameters) with { Strategy = "of-a-plug-in" }));
    }

    [Fact]
    public void Same_asset_gives_the_same_bytes_and_a_page_without_holes()
    {
        var (strategy, parameters) = Parse("failed-breakdown", "");
        var asset = AssetToExport.Make(strategy, parameters);

        var zip = FreqtradeExport.Zip(asset)!;

        Assert.Equal(zip, FreqtradeExport.Zip(asset));
        using var archive = new ZipArchive(new MemoryStream(zip));
        using var page = new StreamReader(archive.GetEntry("README.md")!.Open());
        var text = page.ReadToEnd();
        Assert.DoesNotContain('{', text);
        Assert.Contains("fee of 0.001 per side", text, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static (IStrategy Strategy, StrategyParameters Parameters) Parse(string name, string values)
    {
        Assert.True(StrategyCatalog.TryGet(name, out var strategy));
        return (strategy, StrategyParameters.Create(
            strategy, values.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('='))
            .Select(pair => KeyValuePair.Create(pair[0], double.Parse(pair[1], CultureInfo.InvariantCulture)))));
    }

    private async Task<JsonNode> RunAsync(IStrategy strategy, StrategyParameters parameters, TrainingRequest? conditions = null)
    {
        var asset = AssetToExport.Make(strategy, parameters, conditions);
        using (var zip = new ZipArchive(new MemoryStream(FreqtradeExport.Zip(asset)!)))
        {
            zip.ExtractToDirectory(_folder);
        }

        var candles = Path.Combine(_folder, "candles.csv");
        await File.WriteAllTextAsync(candles, ToCsv(), TestContext.Current.CancellationToken);
        var script = ProjectTree.PathTo("tests", "Trad.Training.Tests", "Assets", "Freqtrade", "run_strategy.py");
        return JsonNode.Parse(
            await PythonInterpreter.RunAsync(
                script, Path.Combine(_folder, $"{FreqtradeExport.ClassName(asset)}.py"), candles,
                CandleSeconds.ToString(CultureInfo.InvariantCulture)))!;
    }

    private static IEnumerable<int> Numbers(JsonNode found, string name) => found[name]!.AsArray().Select(value => (int)value!);

    private static double PriceAt(JsonNode found, string name, int t) =>
        (string)found[name]![t]! is var text && text == "nan" ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);

    private static string ToCsv()
    {
        var text = new StringBuilder("open,high,low,close,volume\n");
        for (var i = 0; i < Candles.Count; i++)
        {
            var candle = Candles[i];
            text.Append(
                CultureInfo.InvariantCulture, $"{candle.Open:R},{candle.High:R},{candle.Low:R},{candle.Close:R},{candle.Volume:R}\n");
        }

        return text.ToString();
    }

    // A walk with calm and wild days, heavy tails and volume that comes with movement: every strategy finds something in it.
    private static CandleSeries MakeCandles()
    {
        const int count = 6_000;
        var random = new Random(11);
        var columns = CandleColumns.Allocate(count);
        var price = 30_000.0;
        for (var i = 0; i < count; i++)
        {
            var scale = 0.0015 * (1 + (2.5 * Math.Pow(Math.Sin(i / 170.0), 8)));
            var shock = (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * scale * (random.Next(25) == 0 ? 5 : 1.3);
            var (open, close) = (price, Math.Round(price * (1 + shock), 2));
            var volume = Math.Exp(random.NextDouble() * 1.6) * (1 + (Math.Abs(shock) / scale));
            columns.Set(i, new Candle(
                Interval.FiveMinutes.Shift(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), i),
                open,
                Math.Round(Math.Max(open, close) * (1 + (random.NextDouble() * scale)), 2),
                Math.Round(Math.Min(open, close) * (1 - (random.NextDouble() * scale)), 2),
                close,
                Math.Round(volume * 10, 4),
                double.NaN,
                CandleSeries.UnknownTradeCount));
            price = close;
        }

        return new CandleSeries(Interval.FiveMinutes, columns);
    }
}
