namespace Trad.LocalRuntime.Emulator;

/// <summary>The storage emulator cannot be installed or started; the message is one line that says why and what to do.</summary>
public sealed class EmulatorException : Exception
{
    /// <summary>An exception without a message.</summary>
    public EmulatorException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public EmulatorException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public EmulatorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether it could not start because somebody else has one of its ports.</summary>
    internal bool IsPortTaken => Message.Contains("EADDRINUSE", StringComparison.Ordinal);
}
