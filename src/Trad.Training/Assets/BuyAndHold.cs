namespace Trad.Training.Assets;

/// <summary>
/// What holding the market returned over the same candles, without costs, as fractions; of several symbols with the same capital in each.
/// </summary>
/// <param name="InSample">Over the candles that the trials saw.</param>
/// <param name="HoldOut">Over the hold-out; absent when there is none.</param>
public sealed record BuyAndHold(double InSample, double? HoldOut);
