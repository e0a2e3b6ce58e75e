namespace Trad.Training.Assets;

/// <summary>The worth of an account at the close of a candle.</summary>
/// <param name="Time">The close of the candle.</param>
/// <param name="Equity">
/// Cash plus position, quote currency, of the account that figures and trades are of: it begins anew at the hold-out.
/// </param>
/// <param name="Drawdown">
/// Fall from the highest equity of the same part so far, its initial equity included, a fraction of it; its largest is the
/// maximum drawdown of the figures.
/// </param>
/// <param name="InSample">Whether the candle is one that the trials saw.</param>
/// <param name="ChainedEquity">
/// The two parts end to end: in sample the equity, then as if the hold-out had begun with what was there.
/// </param>
/// <param name="ChainedDrawdown">Fall from the highest chained equity so far, a fraction of it.</param>
/// <param name="Held">
/// Whether a position was held during the candle. Absent for assets that were published before it was recorded; their equity
/// and drawdown are the chained ones.
/// </param>
public readonly record struct EquityPoint(
    DateTimeOffset Time, double Equity, double Drawdown, bool InSample, double ChainedEquity, double ChainedDrawdown, bool? Held);
