namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks the parameter of a function that is called over HTTP.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute : Attribute
{
    /// <summary>Any method, with a function key.</summary>
    public HttpTriggerAttribute()
        : this(AuthorizationLevel.Function)
    {
    }

    /// <summary>Some methods, with a function key.</summary>
    public HttpTriggerAttribute(params string[] methods)
        : this(AuthorizationLevel.Function, methods)
    {
    }

    /// <summary>Any method.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel)
    {
        AuthLevel = authLevel;
    }

    /// <summary>Some methods.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    /// <summary>The route template; the function's name when absent.</summary>
    public string? Route { get; set; }

    /// <summary>The methods; any when absent.</summary>
    public string[]? Methods { get; }

    /// <summary>Who may call.</summary>
    public AuthorizationLevel AuthLevel { get; }
}
