using System.Text.RegularExpressions;
using Microsoft.DurableTask.Client;

namespace Trad.Functions.Training;

/// <summary>Tells why an orchestration failed, in words for people.</summary>
internal static partial class OrchestrationFailure
{
    /// <summary>The reason; null when the orchestration has not failed.</summary>
    /// <param name="instance">The orchestration, with its outputs.</param>
    public static string? ReasonOf(OrchestrationMetadata instance) =>
        instance.RuntimeStatus != OrchestrationRuntimeStatus.Failed ? null
        : instance.FailureDetails is { ErrorMessage.Length: > 0 } failure ? failure.ErrorMessage
        : instance.SerializedOutput is { } output ? ExceptionType().Replace(output, "")
        : null;

    // Where an engine tells no details, the output of a failed orchestration is the exception's type and message, as text.
    [GeneratedRegex(@"^[\w.]+Exception: ")]
    private static partial Regex ExceptionType();
}
