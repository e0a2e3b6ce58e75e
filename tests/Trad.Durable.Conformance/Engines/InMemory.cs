using Trad.Durable.Conformance.Hosting.InMemory;

namespace Trad.Durable.Conformance.Engines;

/// <summary>The cases on the in-process host of the real packages.</summary>
public static class InMemory
{
    public sealed class Activity(InMemoryHost host) : ActivityTests(host);

    public sealed class Composition(InMemoryHost host) : CompositionTests(host);

    public sealed class Error(InMemoryHost host) : ErrorTests(host);

    public sealed class Lifecycle(InMemoryHost host) : LifecycleTests(host);

    public sealed class Payload(InMemoryHost host) : PayloadTests(host);

    public sealed class Query(InMemoryHost host) : QueryTests(host);

    public sealed class Replay(InMemoryHost host) : ReplayTests(host);

    public sealed class Steering(InMemoryHost host) : SteeringTests(host);

    public sealed class Waiting(InMemoryHost host) : WaitingTests(host);
}
