namespace Trad.LocalRuntime.Durable.Hub;

/// <summary>Who has a hub's lease.</summary>
/// <param name="Owner">The process.</param>
/// <param name="Engine">The engine that it runs.</param>
internal sealed record HubHolder(HubOwner Owner, DurableEngineKind Engine)
{
    private const string EngineKey = "engine";

    public static HubHolder? Read(IDictionary<string, string> metadata)
    {
        var isShared = metadata.TryGetValue(EngineKey, out var engine) && engine == nameof(DurableEngineKind.AzureStorage);
        return HubOwner.Read(metadata) is { } owner
            ? new HubHolder(owner, isShared ? DurableEngineKind.AzureStorage : DurableEngineKind.Embedded)
            : null;
    }

    public IDictionary<string, string> ToMetadata()
    {
        var metadata = Owner.ToMetadata();
        metadata[EngineKey] = $"{Engine}";
        return metadata;
    }
}
