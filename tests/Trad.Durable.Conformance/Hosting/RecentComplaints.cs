using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Trad.Durable.Conformance.Hosting;

/// <summary>Keeps the last warnings and errors of a host, for the message of a test that failed.</summary>
internal sealed class RecentComplaints : ILoggerProvider
{
    private const int Most = 50;

    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>The last complaints, oldest first.</summary>
    public IReadOnlyCollection<string> Latest => [.. _lines];

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Listener(categoryName, _lines);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The lines are read after the host has gone, too.
    }

    private sealed class Listener(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and not LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }

            lines.Enqueue($"{DateTimeOffset.UtcNow:O} {logLevel} {category}: {formatter(state, exception)} {exception}".TrimEnd());
            while (lines.Count > Most)
            {
                lines.TryDequeue(out _);
            }
        }
    }
}
