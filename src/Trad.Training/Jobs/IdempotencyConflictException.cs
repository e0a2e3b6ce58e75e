namespace Trad.Training.Jobs;

/// <summary>An idempotency key came again with another request.</summary>
public sealed class IdempotencyConflictException : Exception
{
    /// <summary>An exception without a message.</summary>
    public IdempotencyConflictException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public IdempotencyConflictException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public IdempotencyConflictException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
