namespace Trad.Backtesting.LookAhead;

/// <summary>How much is done to find a strategy that looks ahead.</summary>
/// <param name="Cuts">
/// Moments, spread over all candles, at which the whole past is compared; of several one more, with a single candle behind it.
/// </param>
/// <param name="ChangesPerCut">Changed futures at each of them, beside cutting off.</param>
/// <param name="Signals">The most signals right behind which the future is changed.</param>
/// <param name="QuietMoments">Moments without a signal at which the same is done.</param>
/// <param name="Distant">
/// Of the signals that a short history does not repeat, how many are compared with the whole past as well.
/// </param>
/// <param name="Work">What the moments may cost together, in candles that the strategy is asked about, per candle there is.</param>
public sealed record LookAheadEffort(int Cuts, int ChangesPerCut, int Signals, int QuietMoments, int Distant, int Work)
{
    /// <summary>For the one parameter set that most depends on.</summary>
    public static LookAheadEffort Thorough { get; } = new(6, 2, 250, 16, 16, 24);

    /// <summary>For one of many parameter sets.</summary>
    public static LookAheadEffort Brief { get; } = new(1, 1, 6, 1, 1, 2);
}
