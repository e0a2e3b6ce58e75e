namespace Trad.Durable.Conformance.Activities;

/// <summary>How often an activity fails before it succeeds.</summary>
public sealed record FailurePlan(string Key, int Failures);
