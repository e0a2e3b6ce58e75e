namespace Trad.LocalRuntime.Hosting;

/// <summary>A function cannot be bound; the message names the function and says what is wrong.</summary>
public sealed class FunctionBindingException : Exception
{
    /// <summary>An exception without a message.</summary>
    public FunctionBindingException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public FunctionBindingException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public FunctionBindingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
