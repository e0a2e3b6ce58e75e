using System.Text.RegularExpressions;
using Microsoft.DurableTask.Client;

namespace Trad.Functions.Training;

/// <summary>Tells why an orchestration failed, in words for people.</summary>
internal static partial class OrchestrationFailure
{
    /// <summary>The reason; null when the orchestration has not failed.</summary>
    /// <param name="instance">The orchestration, with its outputs.</param>
    public static string? ReasonOf(OrchestrationMetadata instance) =>
        instance is { RuntimeStatus: OrchestrationRuntimeStatus.Failed, SerializedOutput: { } output }
            ? ExceptionType().Replace(output, "")
            : null;

    // The output of a failed orchestration is the exception's type and message, as text.
    [GeneratedRegex(@"^[\w.]+Exception: ")]
    private static partial Regex ExceptionType();
}
