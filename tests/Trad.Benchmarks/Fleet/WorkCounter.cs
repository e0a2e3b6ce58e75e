using System.Collections.Concurrent;
using System.Diagnostics;
using Trad.LocalRuntime;

namespace Trad.Benchmarks.Fleet;

/// <summary>Counts what this process asks of a storage emulator, by table, container and queue, and what its engine carries out.</summary>
internal sealed class WorkCounter : IDisposable
{
    private const string Http = "System.Net.Http";
    private const string Activity = "activity:";
    private const string Orchestration = "create_orchestration:";

    // What stands before the name of a resource: the emulator's account.
    private const int AccountSegments = 2;

    private readonly ActivityListener _listener;
    private readonly ConcurrentDictionary<string, long> _requests = new(StringComparer.Ordinal);
    private long _activities;
    private long _orchestrations;

    /// <summary>Counts from now on.</summary>
    /// <param name="ports">Where the emulator's services listen: blobs, queues, tables.</param>
    public WorkCounter(int[] ports)
    {
        string[] services = ["blob", "queue", "table"];
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Http or LocalRuntimeTelemetry.SourceName,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (span.Source.Name != Http)
                {
                    CountWork(span.OperationName.AsSpan());
                }
                else if (span.GetTagItem("server.port") is int port && Array.IndexOf(ports, port) is var service and >= 0
                    && Uri.TryCreate(span.GetTagItem("url.full") as string, UriKind.Absolute, out var address))
                {
                    _requests.AddOrUpdate($"{services[service]} {ResourceOf(address)}", 1, (_, count) => count + 1);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Activities so far.</summary>
    public long Activities => Interlocked.Read(ref _activities);

    /// <summary>Orchestrations so far.</summary>
    public long Orchestrations => Interlocked.Read(ref _orchestrations);

    /// <summary>Requests so far by what they were made to.</summary>
    public IReadOnlyDictionary<string, long> Requests => _requests.ToDictionary(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void CountWork(ReadOnlySpan<char> name)
    {
        if (name.StartsWith(Activity, StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _activities);
        }
        else if (name.StartsWith(Orchestration, StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _orchestrations);
        }
    }

    // /devstoreaccount1/Journal(PartitionKey='…',RowKey='…') is Journal; a batch of a table does not tell which in its address.
    private static string ResourceOf(Uri address)
    {
        var name = address.Segments.Length > AccountSegments ? Uri.UnescapeDataString(address.Segments[AccountSegments]).TrimEnd('/') : "";
        return name.Split('(')[0];
    }
}
