namespace Trad.Training.Validation;

/// <summary>One walk-forward.</summary>
/// <param name="Mode">How the train part moves.</param>
/// <param name="Windows">The windows, in time.</param>
/// <param name="OutOfSample">The test parts end to end; absent when no window traded or chose anything.</param>
/// <param name="Efficiency">
/// Growth per year on the test parts over that of the chosen trials on their train parts: 1 when nothing is lost, below 0 when it
/// turns against the trader. Absent when nothing was earned in the train parts.
/// </param>
/// <param name="EquityDays">The first moment behind each day (UTC) of <paramref name="Equity"/>; thinned to a hundred.</param>
/// <param name="Equity">The stitched equity at these days' ends, 1 at the start.</param>
public sealed record WalkForwardResult(
    WalkForwardMode Mode,
    IReadOnlyList<WalkForwardWindow> Windows,
    PartFigures? OutOfSample,
    double? Efficiency,
    IReadOnlyList<DateTimeOffset> EquityDays,
    IReadOnlyList<double> Equity);
