using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;

namespace Trad.Backtesting.Strategies;

/// <summary>
/// Stop hunts: price pierces a level where many stops rest, on high volume, then turns back. Levels are clusters of
/// swing points that were confirmed when the signal is given, so nothing looks ahead. Lows are grouped from the lowest up and
/// highs from the highest down: mirrored prices give mirrored signals.
/// </summary>
public sealed class LiquiditySweep : IStrategy
{
    private const string PierceDepth = "pierce_depth";
    private const string VolumeSpike = "volume_spike_threshold";
    private const string ReversalCandles = "reversal_candles";
    private const string ClusterWidth = "min_distance_from_level";
    private const string StopMultiplier = "atr_multiplier_sl";
    private const string RewardRatio = "risk_reward_ratio";
    private const string MaximumHolding = "max_holding_periods";
    private const string LevelLookback = "key_level_lookback";
    private const string LevelTouches = "min_level_touches";

    private const int RangeLength = 14;
    private const int VolumeLength = 20;

    /// <inheritdoc/>
    public string Name => "liquidity-sweep";

    /// <inheritdoc/>
    public string Title => "Liquidity sweep";

    /// <inheritdoc/>
    public string Description =>
        "Trades the return after a stop hunt: a candle pierces a support or resistance on high volume and price closes back beyond the level.";

    /// <inheritdoc/>
    public IReadOnlyList<StrategyParameter> Parameters { get; } =
    [
        new ContinuousStrategyParameter(
            PierceDepth, "Pierce depth", "How far the level must be pierced.", "fraction of the level", 0.002, 0.0005, 0.005),
        new ContinuousStrategyParameter(
            VolumeSpike, "Volume spike", "Volume that the piercing candle needs.", "times the mean volume of 20 candles", 2, 1.5, 5),
        new IntegerStrategyParameter(
            ReversalCandles, "Reversal candles", "Candles in the new direction that confirm the turn.", "candles", 2, 1, 5),
        new ContinuousStrategyParameter(
            ClusterWidth, "Level width", "Width of a level: how close swing prices must lie together.", "fraction of the price", 0.001,
            0.0005, 0.003),
        new ContinuousStrategyParameter(
            StopMultiplier, "Stop distance", "Distance of the stop from the signal's close.", "times the average true range", 1.5, 1, 3),
        new ContinuousStrategyParameter(RewardRatio, "Reward over risk", "Distance of the target.", "times the stop distance", 2, 1.5, 4),
        new ChoiceStrategyParameter(
            MaximumHolding, "Longest holding", "How long a position is held at most.", "candles", 30, [30, 50, 75, 100, 150]),
        new ChoiceStrategyParameter(
            LevelLookback, "Level look-back", "How far back swing points make levels.", "candles", 100, [50, 100, 150, 200]),
        new IntegerStrategyParameter(LevelTouches, "Level touches", "Swing points that make a level.", "swing points", 3, 2, 5),
    ];

    /// <inheritdoc/>
    public int WarmUp(StrategyParameters parameters) =>
        Math.Max(
            parameters.WholeNumber(LevelLookback) + SwingPoints.Confirmation, VolumeLength + parameters.WholeNumber(ReversalCandles) + 1);

    /// <inheritdoc/>
    public void GenerateSignals(IndicatorCache indicators, StrategyParameters parameters, SignalBuffer signals)
    {
        var depth = parameters[PierceDepth];
        var spike = parameters[VolumeSpike];
        var reversal = parameters.WholeNumber(ReversalCandles);
        var stopMultiplier = parameters[StopMultiplier];
        var reward = parameters[RewardRatio];
        var (lookback, width, touches) =
            (parameters.WholeNumber(LevelLookback), parameters[ClusterWidth], parameters.WholeNumber(LevelTouches));
        var supports = PriceLevels.OfLows(lookback, width, touches);
        var resistances = PriceLevels.OfHighs(lookback, width, touches);

        var candles = indicators.Candles;
        var open = candles.Open;
        var high = candles.High;
        var low = candles.Low;
        var close = candles.Close;
        var volume = candles.Volume;
        var meanVolume = indicators.MeanVolume(VolumeLength);
        var range = indicators.AverageTrueRange(RangeLength);
        var capacity = SwingWindow.Capacity(lookback);
        var lows = new SwingWindow(indicators.SwingLows, indicators.SwingLowPrices, new double[capacity]);
        var highs = new SwingWindow(indicators.SwingHighs, indicators.SwingHighPrices, new double[capacity]);
        signals.MaximumHolding = parameters.WholeNumber(MaximumHolding);

        // The last candle with enough volume: most candles have none in reach, and are done with one comparison.
        var lastSpike = int.MinValue;
        for (var t = 1; t < close.Length; t++)
        {
            if (volume[t - 1] >= spike * meanVolume[t - 1])
            {
                lastSpike = t - 1;
            }

            var first = t - reversal - 1;
            if (lastSpike < first || first < 0 || double.IsNaN(range[t]))
            {
                continue;
            }

            var (lowest, highest) = SpikeExtremes(first, t, spike, volume, meanVolume, low, high);
            var (rising, falling) = CountDirections(first + 1, t, open, close);
            var reach = 3 * range[t];

            // The level must be pierced by a candle with volume and lie on the near side of the close:
            // lowest ≤ level × (1 − depth) and level < close, or mirrored.
            var goesLong = rising >= reversal && supports.AnyBetween(
                ref lows, t, Math.Max(lowest / (1 - depth), close[t] - reach), Math.BitDecrement(close[t]));
            var goesShort = falling >= reversal && resistances.AnyBetween(
                ref highs, t, Math.BitIncrement(close[t]), Math.Min(highest / (1 + depth), close[t] + reach));
            if (goesLong != goesShort)
            {
                signals.Enter(t, goesLong ? 1 : -1, close[t], stopMultiplier * range[t], reward);
            }
        }
    }

    private static (double Lowest, double Highest) SpikeExtremes(
        int first, int end, double spike, ReadOnlySpan<double> volume, ReadOnlySpan<double> meanVolume, ReadOnlySpan<double> low,
        ReadOnlySpan<double> high)
    {
        var (lowest, highest) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = first; i < end; i++)
        {
            if (volume[i] >= spike * meanVolume[i])
            {
                lowest = Math.Min(lowest, low[i]);
                highest = Math.Max(highest, high[i]);
            }
        }

        return (lowest, highest);
    }

    private static (int Rising, int Falling) CountDirections(int first, int last, ReadOnlySpan<double> open, ReadOnlySpan<double> close)
    {
        var (rising, falling) = (0, 0);
        for (var i = first; i <= last; i++)
        {
            rising += close[i] > open[i] ? 1 : 0;
            falling += close[i] < open[i] ? 1 : 0;
        }

        return (rising, falling);
    }
}
