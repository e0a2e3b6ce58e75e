namespace Trad.LocalHost.Hosting;

/// <summary>The command cannot start; the message is one line that says why and what to do.</summary>
public sealed class StartException : Exception
{
    /// <summary>An exception without a message.</summary>
    public StartException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public StartException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public StartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
