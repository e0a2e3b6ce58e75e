namespace Trad.LocalRuntime;

/// <summary>The engines that can run orchestrations.</summary>
public enum DurableEngineKind
{
    /// <summary>In this process alone, on tables and blobs.</summary>
    Embedded,

    /// <summary>Durable Task on Azure Storage, the engine of Durable Functions: any number of processes share the hub.</summary>
    AzureStorage,
}
