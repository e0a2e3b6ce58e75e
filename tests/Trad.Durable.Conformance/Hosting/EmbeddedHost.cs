using Trad.LocalRuntime;

[assembly: AssemblyFixture(typeof(Trad.Durable.Conformance.Hosting.EmbeddedHost))]

namespace Trad.Durable.Conformance.Hosting;

/// <summary>The embedded engine.</summary>
public sealed class EmbeddedHost() : StorageHost(DurableEngineKind.Embedded);
