namespace Trad.Training.Validation.LookAhead;

/// <summary>What the check of a strategy found.</summary>
/// <param name="Strategy">The strategy's name.</param>
/// <param name="ParameterSets">Parameter sets that were looked at.</param>
/// <param name="Candles">Candles that were looked at.</param>
/// <param name="Signals">Signals, of all parameter sets together, that were compared while the candles behind them changed.</param>
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
    /// <summary>
    /// How parameter sets get each other's indicators, so that a trial depends on those before it, for people; absent when they do not.
    /// </summary>
    public string? SharedMemo { get; init; }

    /// <summary>Of the parameter sets, how many the strategy cannot compute with.</summary>
    public int RefusedSets { get; init; }

    /// <summary>The first of these, and why; absent when there is none.</summary>
    public string? Refused { get; init; }

    /// <summary>The same as a remark, for people; absent when there is none.</summary>
    public string? RefusedRemark => Refused is null
        ? null
        : FormattableString.Invariant(
            $"{Strategy} cannot be computed with {RefusedSets} of the {ParameterSets} parameter sets that were looked at, and trials with such fail: {Refused}");

    /// <summary>What came of it.</summary>
    public StrategyCheckOutcome Outcome =>
        Defect is not null ? StrategyCheckOutcome.Failed
        : Signals == 0 ? StrategyCheckOutcome.NothingToCheck
        : StrategyCheckOutcome.Passed;

    /// <summary>Whether there were signals and nothing is wrong with them.</summary>
    public bool Passed => Outcome == StrategyCheckOutcome.Passed;

    /// <summary>The defect, for people; absent when nothing is wrong.</summary>
    public string? Defect => LookAhead ?? WarmUp ?? SharedMemo;

    /// <summary>Why nothing can be said, for people; absent when something was looked at.</summary>
    public string? NothingToCheck => Outcome == StrategyCheckOutcome.NothingToCheck
        ? FormattableString.Invariant(
            $"Whether {Strategy} looks ahead could not be checked: with {ParameterSets} parameter {(ParameterSets == 1 ? "set" : "sets")} it never signals on {Candles:N0} candles, so that there is nothing to check.")
        : null;
}
