namespace Trad.LocalRuntime.Durable.Execution;

/// <summary>How an execution of an orchestrator ended.</summary>
/// <param name="Kind">Well, with an exception, or to start anew.</param>
/// <param name="Payload">The output or the new input as JSON, or the reason as text.</param>
internal sealed record Outcome(OutcomeKind Kind, string? Payload)
{
    /// <summary>The outcome of code that has run to its end.</summary>
    public static Outcome FromTask(Task<object?> code, (object? Input, bool KeepsEvents)? nextGeneration, string orchestrator)
    {
        try
        {
            var output = code.GetAwaiter().GetResult();
            return nextGeneration is { } next
                ? new Outcome(
                    OutcomeKind.ContinuedAsNew, DurableJson.Write(next.Input, $"the next input of the orchestrator '{orchestrator}'"))
                : new Outcome(OutcomeKind.Completed, DurableJson.Write(output, $"the output of the orchestrator '{orchestrator}'"));
        }
        catch (Exception failure)
        {
            return new Outcome(OutcomeKind.Failed, $"{failure.GetType().FullName}: {failure.Message}");
        }
    }
}

/// <summary>The ways an execution ends.</summary>
internal enum OutcomeKind
{
    /// <summary>With an output.</summary>
    Completed,

    /// <summary>With an exception.</summary>
    Failed,

    /// <summary>From outside.</summary>
    Terminated,

    /// <summary>To start again with a new input and an empty history.</summary>
    ContinuedAsNew,
}
