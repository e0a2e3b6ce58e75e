namespace Microsoft.DurableTask.Client;

/// <summary>What a purge removed.</summary>
public class PurgeResult
{
    /// <summary>Makes a result.</summary>
    public PurgeResult(int count) => PurgedInstanceCount = count;

    /// <summary>How many instances were removed.</summary>
    public int PurgedInstanceCount { get; }
}
