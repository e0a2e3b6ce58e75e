namespace Trad.Durable.Conformance.Orchestrations;

/// <summary>Whether an orchestration hands its events on, and whether it is the one that receives them.</summary>
public sealed record Inheritance(bool KeepsEvents, bool IsHeir);
