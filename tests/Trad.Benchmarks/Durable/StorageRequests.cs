using System.Diagnostics.Metrics;

namespace Trad.Benchmarks.Durable;

/// <summary>Counts every HTTP request of this process to a storage emulator, whoever makes it: the engine, the app, a retry.</summary>
internal sealed class StorageRequests : IDisposable
{
    private const string Duration = "http.client.request.duration";
    private const string Port = "server.port";

    private readonly MeterListener _listener = new();
    private long _count;

    /// <summary>Counts from now on.</summary>
    /// <param name="ports">Where the emulator's services listen.</param>
    public StorageRequests(IReadOnlyCollection<int> ports)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == Duration)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (tag is { Key: Port, Value: int port } && ports.Contains(port))
                {
                    Interlocked.Increment(ref _count);
                }
            }
        });
        _listener.Start();
    }

    /// <summary>Requests so far.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();
}
