using System.Net;

namespace Trad.MarketData.Exchanges;

/// <summary>An exchange did not answer as it should; the message names the exchange, the request and the answer.</summary>
public class ExchangeException : Exception
{
    /// <summary>An exception without a message.</summary>
    public ExchangeException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public ExchangeException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public ExchangeException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal ExchangeException(string message, HttpStatusCode status)
        : base(message) => Status = status;

    internal ExchangeException(string partition, ExchangeException cause)
        : base($"{partition}: {cause.Message}", cause) => Status = cause.Status;

    /// <summary>Whether the exchange refused what was asked, so that asking again is no use.</summary>
    public bool IsRefusal => Status is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError;

    /// <summary>The status of the answer; null when there was none, or none that mattered.</summary>
    public HttpStatusCode? Status { get; }
}
