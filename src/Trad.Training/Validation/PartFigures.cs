namespace Trad.Training.Validation;

/// <summary>The figures of a backtest on a part of the range; of several symbols those of their joint account.</summary>
/// <param name="Trades">Trades, one still open at the end included.</param>
/// <param name="TotalReturn">Return over the part after costs, a fraction.</param>
/// <param name="AnnualisedReturn">Growth per year of 365 days, a fraction; absent when nothing was left.</param>
/// <param name="Sharpe">Sharpe ratio of the daily returns, annualised by 365 days; absent when they do not vary.</param>
/// <param name="MaximumDrawdown">Largest fall from a peak at a day's end, a fraction of the peak.</param>
/// <param name="BuyAndHoldReturn">What holding the market returned, without costs, a fraction.</param>
public sealed record PartFigures(
    int Trades, double TotalReturn, double? AnnualisedReturn, double? Sharpe, double MaximumDrawdown, double BuyAndHoldReturn)
{
    /// <summary>Sharpe ratio of holding the market, likewise; absent when it did not move.</summary>
    public double? BuyAndHoldSharpe { get; init; }
}
