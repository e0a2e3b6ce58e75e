using Trad.Durable.Conformance.Hosting;

namespace Trad.Durable.Conformance.Engines;

/// <summary>The cases on the embedded engine.</summary>
public static class Embedded
{
    public sealed class Activity(EmbeddedHost host) : ActivityTests(host);

    public sealed class Composition(EmbeddedHost host) : CompositionTests(host);

    public sealed class Error(EmbeddedHost host) : ErrorTests(host);

    public sealed class History(EmbeddedHost host) : HistoryTests(host);

    public sealed class Hosted(EmbeddedHost host) : HostedTests(host)
    {
        /// <inheritdoc/>
        protected override int Widest => 2_000;
    }

    public sealed class Lifecycle(EmbeddedHost host) : LifecycleTests(host);

    public sealed class Payload(EmbeddedHost host) : PayloadTests(host);

    public sealed class Query(EmbeddedHost host) : QueryTests(host);

    public sealed class Replay(EmbeddedHost host) : ReplayTests(host);

    public sealed class Steering(EmbeddedHost host) : SteeringTests(host);

    public sealed class Waiting(EmbeddedHost host) : WaitingTests(host);
}
