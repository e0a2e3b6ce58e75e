namespace Trad.LocalHost.Hosting;

/// <summary>A storage account that somebody named.</summary>
/// <param name="ConnectionString">How it is reached; holds a key, so it is never shown.</param>
/// <param name="Source">Where it was named, for messages: an option or a variable.</param>
public sealed record StorageSetting(string ConnectionString, string Source)
{
    /// <summary>Without the key.</summary>
    public override string ToString() => $"the account named by {Source}";
}
