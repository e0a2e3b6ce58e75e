namespace DurableTask.Core.Exceptions;

/// <summary>An instance of that identity exists and has not ended.</summary>
public class OrchestrationAlreadyExistsException : Exception
{
    /// <summary>An exception without a message.</summary>
    public OrchestrationAlreadyExistsException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public OrchestrationAlreadyExistsException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public OrchestrationAlreadyExistsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
