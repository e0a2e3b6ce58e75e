namespace Trad.LocalRuntime.Durable.Storage;

/// <summary>A hub was written in a layout that this build cannot read.</summary>
public sealed class HubSchemaException : InvalidOperationException
{
    /// <summary>An exception without a message.</summary>
    public HubSchemaException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public HubSchemaException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public HubSchemaException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
