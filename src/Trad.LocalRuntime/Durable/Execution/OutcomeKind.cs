namespace Trad.LocalRuntime.Durable.Execution;

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
