using Trad.Backtesting.Simulation;

namespace Trad.Training.Requests;

/// <summary>What the first position of an account is worth at most: until something was traded it has no more than it began with.</summary>
internal static class LargestNotional
{
    /// <summary>In the quote currency.</summary>
    public static double Compute(TrainingRequest request)
    {
        var capital = request.Account?.InitialCapital ?? BacktestOptions.DefaultCapital;
        var leverage = request.Account?.Leverage ?? 1;
        return capital * (request.Sizing is { Mode: PositionSizing.FixedFraction } sizing
            ? Math.Min(sizing.Value ?? Defaults.PositionFraction, leverage)
            : leverage);
    }

    private static readonly BacktestOptions Defaults = new();
}
