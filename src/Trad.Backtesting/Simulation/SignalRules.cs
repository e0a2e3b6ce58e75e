using Trad.Candles;

namespace Trad.Backtesting.Simulation;

/// <summary>What signals may say; the engine computes with them as they are.</summary>
internal static class SignalRules
{
    /// <summary>Makes sure that a strategy said nothing that has no meaning.</summary>
    /// <exception cref="ArgumentException">It did; the message has the first candle at which, and what is allowed.</exception>
    public static void Check(string strategy, SignalBuffer signals, CandleSeries candles)
    {
        if (signals.MaximumHolding < 0)
        {
            throw new ArgumentException($"{strategy} holds for {signals.MaximumHolding} candles at most; allowed are 0 (no limit) and more");
        }

        if (!double.IsFinite(signals.TrailAfterReward) || signals.TrailAfterReward < 0)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{strategy} trails after a gain of {signals.TrailAfterReward} stop distances; allowed are 0 (never) and more"));
        }

        var direction = signals.Direction;
        for (var t = 0; t < direction.Length; t++)
        {
            if (direction[t] == 0)
            {
                continue;
            }

            var wrong = direction[t] is not (1 or -1) ? $"direction {direction[t]}; allowed are 1 (long), -1 (short) and 0 (nothing)"
                : double.IsInfinity(signals.Stop[t]) ? "an infinite stop; NaN stands for none"
                : double.IsInfinity(signals.Target[t]) ? "an infinite target; NaN stands for none"
                : null;
            if (wrong is not null)
            {
                throw new ArgumentException($"{strategy} says at the candle of {Timestamp.Format(candles.OpenTime[t])}: {wrong}");
            }
        }
    }
}
