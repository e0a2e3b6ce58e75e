namespace Trad.Training;

/// <summary>A training cannot be carried out as asked; the message tells a person why.</summary>
public sealed class TrainingException : Exception
{
    /// <summary>An exception without a message.</summary>
    public TrainingException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public TrainingException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public TrainingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The field of the request that is in the way; null when it is none in particular.</summary>
    public string? Field { get; init; }
}
