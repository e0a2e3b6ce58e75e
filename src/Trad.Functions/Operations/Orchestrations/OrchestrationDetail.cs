using Microsoft.DurableTask.Client;
using Trad.Functions.Training;

namespace Trad.Functions.Operations.Orchestrations;

/// <summary>An orchestration with what it was told and what it told.</summary>
/// <param name="InstanceId">Its identity.</param>
/// <param name="Name">The orchestrator.</param>
/// <param name="Status">Its status.</param>
/// <param name="CreatedAt">When it was scheduled.</param>
/// <param name="LastUpdatedAt">When it changed last.</param>
/// <param name="Input">Its input as text, JSON as a rule; of one that begins anew, that of its last beginning.</param>
/// <param name="Output">Its output as text, JSON as a rule; absent until it has ended.</param>
/// <param name="CustomStatus">What it says of its progress, JSON; absent when it says nothing.</param>
/// <param name="Failure">Why it failed; absent when it has not.</param>
public sealed record OrchestrationDetail(
    string InstanceId, string Name, string Status, DateTimeOffset CreatedAt, DateTimeOffset LastUpdatedAt, string? Input, string? Output,
    string? CustomStatus, string? Failure)
{
    /// <summary>The most characters of a text that are told; what is longer ends in an ellipsis.</summary>
    public const int LongestText = 100_000;

    internal static OrchestrationDetail Read(OrchestrationMetadata found) => new(
        found.InstanceId, found.Name, OrchestrationReport.StatusOf(found), found.CreatedAt, OrchestrationReport.ChangeOf(found),
        Cut(found.SerializedInput),
        found.RuntimeStatus == OrchestrationRuntimeStatus.Failed ? null : Cut(found.SerializedOutput),
        found.SerializedCustomStatus is "null" ? null : Cut(found.SerializedCustomStatus),
        Cut(OrchestrationFailure.ReasonOf(found)));

    private static string? Cut(string? text) =>
        text is { Length: > LongestText } ? PayloadText.Cut(text, LongestText) + "…" : text is { Length: > 0 } ? text : null;
}
