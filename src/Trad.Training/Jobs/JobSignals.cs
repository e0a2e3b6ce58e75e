namespace Trad.Training.Jobs;

/// <summary>Tells readers in this process that something of a job was stored, so that they need not wait for their next look.</summary>
public sealed class JobSignals
{
    /// <summary>Raised with the identity of the job.</summary>
    public event Action<string>? Stored;

    /// <summary>Tells that something of a job was stored.</summary>
    public void Tell(string jobId) => Stored?.Invoke(jobId);
}
