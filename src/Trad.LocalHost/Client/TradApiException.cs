using System.Net;

namespace Trad.LocalHost.Client;

/// <summary>A Trad host refused a request; the message is its problem details in one line.</summary>
public sealed class TradApiException : Exception
{
    /// <summary>The host refused, with a status.</summary>
    public TradApiException(string message, HttpStatusCode status)
        : base(message) => Status = status;

    /// <summary>An exception without a message.</summary>
    public TradApiException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public TradApiException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public TradApiException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What is wrong with the request, field by field; empty when that is not why.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Errors { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>The status of the host's answer; null when there was none.</summary>
    public HttpStatusCode? Status { get; }
}
