namespace Trad.Functions.Operations.Orchestrations;

/// <summary>Why an orchestration is told something.</summary>
/// <param name="Reason">The reason, which its history keeps; at most 500 characters.</param>
public sealed record OrchestrationReason(string? Reason = null)
{
    /// <summary>The most characters.</summary>
    internal const int Longest = 500;
}
