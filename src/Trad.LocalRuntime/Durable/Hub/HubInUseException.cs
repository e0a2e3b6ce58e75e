namespace Trad.LocalRuntime.Durable.Hub;

/// <summary>Another host works on the hub; two would overwrite each other.</summary>
public sealed class HubInUseException : InvalidOperationException
{
    /// <summary>An exception without a message.</summary>
    public HubInUseException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public HubInUseException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public HubInUseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
