using Trad.Backtesting.Costs;
using Trad.Backtesting.Simulation;
using Trad.Candles;
using Trad.Candles.Aggregation;
using Trad.Candles.Gaps;

namespace Trad.Backtesting.Tests.Simulation;

/// <summary>Random markets with gaps, missing candles and violent minutes, random scripts and random options.</summary>
internal static class RandomRun
{
    private const int Parts = 5;

    // Stops that move to the entry let the equity meet its peak but for rounding, which figures of drawdowns cannot be compared at.
    private const int FirstMoved = 300;

    public static PlainRun Make(int seed, int count = 150)
    {
        var random = new Random(seed);
        var finer = Minutes(random, count * Parts, random.Next(3) == 0 ? 0.02 : 0.002);
        TimeSpan? longestGap = random.Next(3) switch { 0 => null, 1 => TimeSpan.Zero, _ => TimeSpan.FromMinutes(5) };
        var policy = random.Next(3) == 0 ? GapPolicy.ForwardFill : GapPolicy.Split;
        var candles = GapHandling.Apply(CandleAggregation.Aggregate(finer, Interval.FiveMinutes), policy, longestGap).Candles;
        var script = Script(random, candles);
        if (seed >= FirstMoved)
        {
            AddExits(new Random(seed), script);
        }

        var rates = Enumerable.Range(1, count).Where(_ => random.Next(8) == 0)
            .ToDictionary(i => i * 300_000L, _ => (random.NextDouble() - 0.5) * 0.01);
        var funding = random.Next(3);
        var constant = (random.NextDouble() - 0.5) * 0.01;
        var usesFiner = random.Next(2) == 0;
        var options = Options(random, candles.Count) with
        {
            Funding = funding switch
            {
                0 => null,
                1 => FundingSchedule.Constant(constant),
                _ => FundingSchedule.Series([.. rates.Keys.Order()], [.. rates.OrderBy(rate => rate.Key).Select(rate => rate.Value)]),
            },
            IntrabarPath = usesFiner ? new IntrabarPath(finer) : null,
            LongestGap = longestGap,
            RestartAfterGap = random.Next(2) == 0,
            WarmUpAfterGap = random.Next(3) == 0 ? random.Next(4) : null,
            AnnualisedFrom = TimeSpan.Zero,
        };
        return new PlainRun(candles, script, options)
        {
            MaximumHolding = random.Next(3) * 7,
            TrailAfterReward = random.Next(3) == 0 ? 1 : 0,
            FundingRate = funding == 1 ? constant : 0,
            FundingRates = funding == 2 ? rates : null,
            Finer = usesFiner ? finer : null,
        };
    }

    private static BacktestOptions Options(Random random, int count)
    {
        double? Sometimes(double value) => random.Next(3) == 0 ? value : null;
        return new BacktestOptions
        {
            FeeRate = random.Next(2) * 0.001,
            MakerFeeRate = Sometimes(0.0002),
            MinimumFee = random.Next(4) == 0 ? 3 : 0,
            Slippage = random.Next(2) * 0.0005,
            AtrSlippage = random.Next(3) == 0 ? 0.1 : 0,
            Spread = random.Next(3) == 0 ? 0.0004 : 0,
            Sizing = (PositionSizing)random.Next(4),
            RiskPerTrade = 0.01 + (random.NextDouble() * 0.2),
            PositionFraction = 0.1 + random.NextDouble(),
            TargetVolatility = 0.1 + random.NextDouble(),
            VolatilityCandles = 5 + random.Next(20),
            Compounding = random.Next(2) == 0,
            Leverage = random.Next(2) == 0 ? 1 : 1 + (random.NextDouble() * 40),
            MaintenanceMargin = random.Next(2) == 0 ? 0.005 + (random.NextDouble() * 0.05) : null,
            FillTiming = (FillTiming)random.Next(2),
            Directions = (TradeDirections)random.Next(3),
            ExitOnOppositeSignal = random.Next(4) != 0,
            StopLoss = random.Next(6) == 0 ? 0.004 : null,
            TakeProfit = Sometimes(0.006),
            TrailingStop = random.Next(6) == 0 ? 0.005 : null,
            BreakEvenAfter = Sometimes(0.7),
            MaximumHolding = random.Next(3) * 9,
            Filters = random.Next(2) == 0 ? null : new ExchangeFilters(0.015625, 0.0009765625, 0.002, random.Next(2) * 500),
            TradeFrom = random.Next(50),
        };
    }

    private static Dictionary<int, Signal> Script(Random random, CandleSeries candles)
    {
        var script = new Dictionary<int, Signal>();
        for (var t = 0; t < candles.Count; t++)
        {
            if (random.Next(6) == 0)
            {
                // One stop in twenty lies on the wrong side.
                var side = random.Next(2) == 0 ? (sbyte)1 : (sbyte)-1;
                var distance = (0.3 + random.NextDouble()) * (random.Next(20) == 0 ? -1 : 1);
                script[t] = random.Next(2) == 0
                    ? new Signal(side)
                    : new Signal(side, candles.Close[t] - (side * distance), candles.Close[t] + (side * Math.Abs(distance) * 1.5));
            }
        }

        return script;
    }

    // Exits, and stops that move, in some of the scripts.
    private static void AddExits(Random random, Dictionary<int, Signal> script)
    {
        var (leaves, moves) = (random.Next(3) == 0, random.Next(4) == 0);
        foreach (var t in script.Keys.Order().ToList())
        {
            script[t] = script[t] with
            {
                Direction = leaves && random.Next(3) == 0 ? (sbyte)0 : script[t].Direction,
                Leave = leaves ? (byte)random.Next(4) : (byte)0,
                Trailing = moves && random.Next(2) == 0 ? 0.2 + random.NextDouble() : double.NaN,
                BreakEven = moves && random.Next(2) == 0 ? random.NextDouble() : double.NaN,
            };
        }
    }

    private static CandleSeries Minutes(Random random, int count, double reach)
    {
        var minutes = new List<Candle>(count);
        var price = 100.0;
        for (var i = 0; i < count; i++)
        {
            if (random.Next(100) == 0)
            {
                continue;
            }

            var open = random.Next(40) == 0 ? price * (1 + (reach * 4 * (random.NextDouble() - 0.5))) : price;
            var close = open * (1 + (reach * (random.NextDouble() - 0.5)));
            minutes.Add(new Candle(
                i * 60_000L, open, Math.Max(open, close) * (1 + (reach * random.NextDouble() / 2)),
                Math.Min(open, close) * (1 - (reach * random.NextDouble() / 2)), close, 1 + random.NextDouble()));
            price = close + (0.002 * (100 - close));
        }

        return CandleSeries.From(Interval.OneMinute, minutes);
    }
}
