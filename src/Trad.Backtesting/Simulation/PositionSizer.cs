using Trad.Backtesting.Costs;

namespace Trad.Backtesting.Simulation;

/// <summary>How much to buy or sell short.</summary>
internal sealed class PositionSizer(BacktestOptions options, Execution execution)
{
    /// <summary>The size in the base currency, rounded to lots; NaN when what it depends on is unknown.</summary>
    /// <param name="cash">The equity; there is no position.</param>
    /// <param name="fill">Entry price, slippage included.</param>
    /// <param name="stopDistance">Distance of the stop from the fill; NaN without a stop.</param>
    /// <param name="volatility">Realised volatility per year, a fraction; NaN while unknown.</param>
    public double Size(double cash, double fill, double stopDistance, double volatility)
    {
        var capital = options.Compounding ? cash : options.InitialCapital;
        var affordable = execution.Affordable(cash, fill);
        var wanted = options.Sizing switch
        {
            PositionSizing.AllIn => execution.Affordable(capital, fill),
            PositionSizing.FixedFraction => capital * options.PositionFraction / fill,
            PositionSizing.VolatilityTarget => volatility > 0 ? capital * options.TargetVolatility / volatility / fill : double.NaN,
            _ => double.IsNaN(stopDistance) ? execution.Affordable(capital, fill) : capital * options.RiskPerTrade / stopDistance,
        };
        var size = Math.Min(affordable, wanted);
        return options.Filters?.RoundSize(size) ?? size;
    }
}
