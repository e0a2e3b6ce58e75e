namespace Trad.Functions.Http;

/// <summary>The body of a resumption.</summary>
public sealed record ResumeOptions
{
    /// <summary>Trials beyond those that the job has. <value>The default is what is left of those it was asked for.</value></summary>
    public int? Trials { get; init; }
}
