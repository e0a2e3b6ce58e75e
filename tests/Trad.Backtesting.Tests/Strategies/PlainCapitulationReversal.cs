using Trad.Candles;

namespace Trad.Backtesting.Tests.Strategies;

/// <summary>The capitulation reversal written straight from its rules, candle by candle, slow and plain.</summary>
internal sealed class PlainCapitulationReversal(CandleSeries c, IReadOnlyDictionary<string, double> p)
{
    private readonly double[] _range = [.. Enumerable.Range(0, c.Count).Select(t => PlainIndicators.AverageTrueRange(c, t))];
    private readonly double[] _strength = [.. Enumerable.Range(0, c.Count).Select(t => PlainIndicators.RelativeStrength(c, t))];

    public int Direction(int t)
    {
        var lookback = (int)p["rsi_divergence_lookback"];
        var window = Enumerable.Range(t - (int)p["panic_window"], (int)p["panic_window"]).Where(i => i >= 0).ToList();
        if (t < lookback
            || !window.Any(IsPanic)
            || !(c.Volume[t] >= p["recovery_volume_threshold"] * PlainIndicators.MeanVolume(c, t, 20)))
        {
            return 0;
        }

        var strength = _strength[(t - lookback)..t].Where(value => !double.IsNaN(value)).ToList();
        var extreme = p["rsi_extreme_threshold"] + 10;
        if (strength.Count == 0)
        {
            return 0;
        }

        var goesLong = c.Close[t] > c.Open[t]
            && window.Any(i => EndsRow(i, direction: -1))
            && strength.Min() <= extreme
            && _strength[t] > strength.Min();
        var goesShort = c.Close[t] < c.Open[t]
            && window.Any(i => EndsRow(i, direction: 1))
            && strength.Max() >= 100 - extreme
            && _strength[t] < strength.Max();
        return goesLong == goesShort ? 0 : goesLong ? 1 : -1;
    }

    public double StopDistance(int t) => p["atr_multiplier_sl"] * _range[t];

    private bool IsPanic(int i)
    {
        var body = Math.Abs(c.Close[i] - c.Open[i]);
        var wicks = (c.High[i] - Math.Max(c.Open[i], c.Close[i])) + (Math.Min(c.Open[i], c.Close[i]) - c.Low[i]);
        var score = 0m;
        score += c.Volume[i] >= p["volume_explosion_threshold"] * PlainIndicators.MeanVolume(c, i, 20) ? 0.30m : 0;
        score += body / c.Open[i] >= p["price_velocity_threshold"] ? 0.25m : 0;
        score += i >= 33 && _range[i] / _range[(i - 19)..(i + 1)].Average() >= p["atr_explosion_threshold"] ? 0.20m : 0;
        score += wicks / Math.Max(body, 1e-6 * c.Close[i]) >= p["exhaustion_wick_ratio"] ? 0.15m : 0;
        score += _strength[i] <= p["rsi_extreme_threshold"] || _strength[i] >= 100 - p["rsi_extreme_threshold"] ? 0.10m : 0;
        return (double)score >= p["panic_score_minimum"];
    }

    private bool EndsRow(int i, int direction)
    {
        var row = (int)p["consecutive_panic_candles"];
        return i - row + 1 >= 0
            && Enumerable.Range(i - row + 1, row).All(j => Math.Sign(c.Close[j] - c.Open[j]) == direction);
    }
}
