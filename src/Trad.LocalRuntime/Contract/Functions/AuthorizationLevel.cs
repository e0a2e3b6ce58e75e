namespace Microsoft.Azure.Functions.Worker;

/// <summary>Who may call an HTTP function. The local host, like the Functions tools, asks nobody for a key.</summary>
public enum AuthorizationLevel
{
    /// <summary>Everybody.</summary>
    Anonymous = 0,

    /// <summary>Authenticated users.</summary>
    User = 1,

    /// <summary>Holders of a function key.</summary>
    Function = 2,

    /// <summary>Holders of a system key.</summary>
    System = 3,

    /// <summary>Holders of the host key.</summary>
    Admin = 4,
}
