namespace Microsoft.DurableTask;

/// <summary>Why a task failed.</summary>
/// <param name="ErrorType">The exception's type.</param>
/// <param name="ErrorMessage">The exception's message.</param>
/// <param name="StackTrace">Where it was thrown.</param>
/// <param name="InnerFailure">The exception behind it.</param>
/// <param name="Properties">More about it.</param>
public record TaskFailureDetails(
    string ErrorType, string ErrorMessage, string? StackTrace, TaskFailureDetails? InnerFailure, IDictionary<string, object>? Properties)
{
    /// <summary>The details of an exception.</summary>
    public static TaskFailureDetails FromException(Exception exception) => new(
        exception.GetType().FullName!,
        exception.Message,
        exception.StackTrace,
        exception.InnerException is { } inner ? FromException(inner) : null,
        null);
}
