namespace Trad.Training.Validation.LookAhead;

/// <summary>What the check of a strategy found.</summary>
/// <param name="Strategy">The strategy's name.</param>
/// <param name="ParameterSets">Parameter sets that were looked at.</param>
/// <param name="Candles">Candles that were looked at.</param>
/// <param name="Signals">Signals behind which the candles were cut off, raised and lowered.</param>
/// <param name="WarmUpSignals">Signals that were compared with candles that begin later, exactly the declared warm-up before them.</param>
/// <param name="WarmUpChanges">
/// Of these, how many changed: a few do where an indicator never quite forgets where it began, and that is no defect.
/// </param>
/// <param name="LookAhead">How the strategy looks ahead, for people; absent when it does not.</param>
/// <param name="WarmUp">Why the warm-up that it declares is too short, for people; absent when it is not.</param>
public sealed record StrategyCheckReport(
    string Strategy,
    int ParameterSets,
    int Candles,
    int Signals,
    int WarmUpSignals,
    int WarmUpChanges,
    string? LookAhead,
    string? WarmUp)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool Passed => LookAhead is null && WarmUp is null;

    /// <summary>The defect, for people; absent when nothing is wrong.</summary>
    public string? Defect => LookAhead ?? WarmUp;
}
