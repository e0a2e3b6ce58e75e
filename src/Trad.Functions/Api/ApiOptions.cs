using System.ComponentModel.DataAnnotations;

namespace Trad.Functions.Api;

/// <summary>Limits of the API, under <c>Trad:Api</c>.</summary>
public sealed class ApiOptions
{
    /// <summary>
    /// Most bytes of a request's body, as it is sent; a larger one is refused with 413.
    /// <value>The default is 100,000,000, on every host: a million rows of CSV.</value>
    /// </summary>
    [Range(300_000, 1_000_000_000, ErrorMessage = "Trad:Api:MaxBodyBytes must lie between 300000 and 1000000000.")]
    public long MaxBodyBytes { get; set; } = 100_000_000;

    /// <summary>
    /// After how many seconds a client may ask again that was told that the storage does not answer. <value>The default is 5.</value>
    /// </summary>
    [Range(1, 3600, ErrorMessage = "Trad:Api:RetryAfterSeconds must lie between 1 and 3600.")]
    public int RetryAfterSeconds { get; set; } = 5;
}
