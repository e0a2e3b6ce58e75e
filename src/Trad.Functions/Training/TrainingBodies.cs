using System.ComponentModel.DataAnnotations;
using Trad.Training.Requests;

namespace Trad.Functions.Training;

/// <summary>The body of a cancellation.</summary>
public sealed record CancelOptions
{
    /// <summary>Whether the best trial so far is published as an asset. <value>The default is false.</value></summary>
    public bool Publish { get; init; }
}

/// <summary>The body of a resumption.</summary>
public sealed record ResumeOptions
{
    /// <summary>Trials beyond those that the job has. <value>The default is what is left of those it was asked for.</value></summary>
    [Range(1, RequestLimits.MostTrials)]
    public int? Trials { get; init; }
}

/// <summary>How trials are given over HTTP.</summary>
public enum TrialFormat
{
    /// <summary>JSON, page by page.</summary>
    Json,

    /// <summary>A comma-separated file with a header.</summary>
    Csv,

    /// <summary>A Parquet file.</summary>
    Parquet,
}
