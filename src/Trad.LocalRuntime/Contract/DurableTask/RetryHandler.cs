namespace Microsoft.DurableTask;

/// <summary>Decides whether a failed task is tried again, at once.</summary>
/// <param name="retryContext">What failed, and how often.</param>
public delegate bool RetryHandler(RetryContext retryContext);
