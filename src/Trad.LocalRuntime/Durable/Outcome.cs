namespace Trad.LocalRuntime.Durable;

/// <summary>How an execution of an orchestrator ended.</summary>
/// <param name="Kind">Well, with an exception, or to start anew.</param>
/// <param name="Payload">The output or the new input as JSON, or the reason as text.</param>
internal sealed record Outcome(OutcomeKind Kind, string? Payload);
