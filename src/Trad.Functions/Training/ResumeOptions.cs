using System.ComponentModel.DataAnnotations;
using Trad.Training.Requests;

namespace Trad.Functions.Training;

/// <summary>The body of a resumption.</summary>
public sealed record ResumeOptions
{
    /// <summary>Trials beyond those that the job has. <value>The default is what is left of those it was asked for.</value></summary>
    [Range(1, RequestLimits.MostTrials)]
    public int? Trials { get; init; }
}
