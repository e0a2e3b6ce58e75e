using System.ComponentModel.DataAnnotations;

namespace Trad.Functions.Training.Streams;

/// <summary>How event streams are kept; settings under <c>Trad:Streams</c>.</summary>
public sealed class StreamOptions
{
    /// <summary>
    /// Seconds after which a stream ends by itself, about: the reader connects again and goes on where it was. It must be well
    /// below the <c>functionTimeout</c> of host.json, at which the Functions host ends the whole worker.
    /// <value>The default is 600.</value>
    /// </summary>
    [Range(0.1, 1_500)]
    public double LifeSeconds { get; set; } = 600;

    /// <summary>
    /// Seconds without an event after which a comment is sent: shorter than the idle limits of proxies (230 seconds on Azure),
    /// and than what a person waits before reloading the page. <value>The default is 10.</value>
    /// </summary>
    [Range(0.05, 200)]
    public double HeartbeatSeconds { get; set; } = 10;

    /// <summary>
    /// Streams that readers hold open in this process at most; one more is told to come back later. <value>The default is 2,000.</value>
    /// </summary>
    [Range(1, 1_000_000)]
    public int MaxConcurrent { get; set; } = 2_000;
}
