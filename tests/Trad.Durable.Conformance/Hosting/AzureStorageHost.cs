using Trad.LocalRuntime;

[assembly: AssemblyFixture(typeof(Trad.Durable.Conformance.Hosting.AzureStorageHost))]

namespace Trad.Durable.Conformance.Hosting;

/// <summary>The engine of Durable Functions on Azure Storage.</summary>
public sealed class AzureStorageHost() : StorageHost(DurableEngineKind.AzureStorage);
