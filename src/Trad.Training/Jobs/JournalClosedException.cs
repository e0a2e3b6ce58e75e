namespace Trad.Training.Jobs;

/// <summary>An attempt of a job has ended, and something of it came too late to be recorded.</summary>
public sealed class JournalClosedException : Exception
{
    /// <summary>An exception without a message.</summary>
    public JournalClosedException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public JournalClosedException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public JournalClosedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
