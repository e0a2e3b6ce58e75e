namespace Trad.Training.Jobs;

/// <summary>How much a log line matters.</summary>
public enum JobLogLevel
{
    /// <summary>Detail for whoever looks for a cause.</summary>
    Debug,

    /// <summary>What happens as it should.</summary>
    Info,

    /// <summary>Something that a person should know; the job goes on.</summary>
    Warning,

    /// <summary>Why a job ended without a result.</summary>
    Error,
}
