namespace Trad.Backtesting.Strategies.Rules.Evaluation;

/// <summary>Which outputs say what for one side; null where the rules say nothing.</summary>
internal readonly record struct SidePlan(
    int? Entry, int? Exit, int? Stop, int? StopPrice, int? Target, int? TargetPrice, int? Trailing, int? BreakEven)
{
    /// <summary>Whether its stops may move.</summary>
    public bool MovesStop => Trailing is not null || BreakEven is not null;
}
