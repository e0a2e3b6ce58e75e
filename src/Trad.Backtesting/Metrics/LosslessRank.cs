using System.Globalization;

namespace Trad.Backtesting.Metrics;

/// <summary>
/// Ranks backtests by a ratio to the losses, also those without any. A ratio up to the knee k is its own score; above it the
/// score bends smoothly towards 2k, which no ratio reaches: 2k − k²/ratio. A backtest that earned and lost nothing scores
/// above all of these, from 2k to 3k by its total return r: 2k + k r/(1 + r). So one lucky set cannot be so far from the rest
/// that a model sees nothing else.
/// </summary>
/// <param name="Knee">k, above any ratio that is likely to last.</param>
/// <param name="Applies">Whether nothing was lost in a backtest without a ratio, and something earned.</param>
public sealed record LosslessRank(double Knee, Func<BacktestMetrics, bool> Applies)
{
    /// <summary>The rule in words.</summary>
    public string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"As an objective a value above {Knee} counts as {2 * Knee} − {Knee * Knee} / value, and a backtest that lost nothing, for which the value is not defined, as {2 * Knee} + {Knee} × total return / (1 + total return): above every backtest with a loss.");

    /// <summary>The score of a ratio, with the order kept.</summary>
    public double Bound(double ratio) => ratio <= Knee ? ratio : (2 * Knee) - (Knee * Knee / ratio);

    /// <summary>The score of a backtest that lost nothing.</summary>
    /// <param name="totalReturn">What it returned, a fraction.</param>
    public double Rank(double totalReturn) => (2 * Knee) + (Knee * Math.Max(0, totalReturn) / (1 + Math.Max(0, totalReturn)));
}
