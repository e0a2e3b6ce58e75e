namespace Microsoft.DurableTask;

/// <summary>Decides whether a failed task is tried again; may wait for a durable timer first.</summary>
/// <param name="retryContext">What failed, and how often.</param>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);
