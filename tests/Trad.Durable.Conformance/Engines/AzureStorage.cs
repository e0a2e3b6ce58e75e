using Trad.Durable.Conformance.Hosting;

namespace Trad.Durable.Conformance.Engines;

/// <summary>The cases on the engine of Durable Functions.</summary>
public static class AzureStorage
{
    public sealed class Activity(AzureStorageHost host) : ActivityTests(host);

    public sealed class Composition(AzureStorageHost host) : CompositionTests(host);

    public sealed class Error(AzureStorageHost host) : ErrorTests(host);

    public sealed class History(AzureStorageHost host) : HistoryTests(host);

    public sealed class Hosted(AzureStorageHost host) : HostedTests(host);

    public sealed class Lifecycle(AzureStorageHost host) : LifecycleTests(host);

    public sealed class Payload(AzureStorageHost host) : PayloadTests(host);

    public sealed class Query(AzureStorageHost host) : QueryTests(host);

    public sealed class Replay(AzureStorageHost host) : ReplayTests(host);

    public sealed class Steering(AzureStorageHost host) : SteeringTests(host);

    public sealed class Waiting(AzureStorageHost host) : WaitingTests(host);
}
