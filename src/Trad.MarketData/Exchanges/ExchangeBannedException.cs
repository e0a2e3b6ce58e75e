namespace Trad.MarketData.Exchanges;

/// <summary>The exchange has banned this address for asking too much (418); nothing is asked until the ban ends.</summary>
public sealed class ExchangeBannedException : ExchangeException
{
    /// <summary>An exception without a message.</summary>
    public ExchangeBannedException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public ExchangeBannedException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public ExchangeBannedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal ExchangeBannedException(string exchange, DateTimeOffset until)
        : base(
            $"{exchange} has banned this address until {until:yyyy-MM-dd HH:mm:ss}Z for too many requests; nothing is asked before that.") => Until = until;

    internal ExchangeBannedException(string partition, ExchangeBannedException cause)
        : base($"{partition}: {cause.Message}", cause) => Until = cause.Until;

    /// <summary>When the ban ends.</summary>
    public DateTimeOffset Until { get; }
}
