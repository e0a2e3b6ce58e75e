using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Trad.Training.Jobs;

namespace Trad.LocalHost.Tests.Hosting;

/// <summary>What one host measures, as a collector hears it.</summary>
internal sealed class MeasurementRecorder : IDisposable
{
    private readonly ConcurrentDictionary<string, double> _sums = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, double> _latest = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _published = new(StringComparer.Ordinal);
    private readonly MeterListener _listener;

    public MeasurementRecorder(IServiceProvider host)
    {
        var factory = host.GetRequiredService<IMeterFactory>();
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                // Hosts of other tests in this process have meters of the same name.
                if (instrument.Meter.Name == WorkMetrics.MeterName && instrument.Meter.Scope == factory)
                {
                    _published[instrument.Name] = instrument.Unit ?? "";
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(KeyOf(instrument, tags), value));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(KeyOf(instrument, tags), value));
        _listener.Start();
    }

    /// <summary>Every instrument, with its unit.</summary>
    public IReadOnlyDictionary<string, string> Published => _published;

    /// <summary>The sum of what was told, by instrument and tags as in <c>trad.jobs.ended state=failed</c>.</summary>
    public IReadOnlyDictionary<string, double> Sums => _sums;

    /// <summary>What was told last, likewise.</summary>
    public IReadOnlyDictionary<string, double> Latest => _latest;

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Record(string key, double value)
    {
        _sums.AddOrUpdate(key, value, (_, sum) => sum + value);
        _latest[key] = value;
    }

    private static string KeyOf(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = instrument.Name;
        foreach (var (name, value) in tags)
        {
            key += $" {name}={value}";
        }

        return key;
    }
}
