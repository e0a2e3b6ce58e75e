namespace Trad.Training.Validation.Backtests;

/// <summary>What is changed about the conditions of a backtest, to see what becomes of it.</summary>
/// <param name="CostFactor">Fees, slippage and spread, in multiples of those of the request.</param>
/// <param name="Delay">Candles by which every signal is acted upon later.</param>
public sealed record Variation(double CostFactor = 1, int Delay = 0)
{
    /// <summary>Nothing is changed.</summary>
    public static Variation None { get; } = new();
}
