using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Trad.Functions.Tests.Hosting;

/// <summary>Keeps the scopes that a host's log has had, by who began them, and its lines with what their scopes said.</summary>
internal sealed class ScopeRecorder : ILoggerProvider
{
    private readonly LoggerExternalScopeProvider _scopes = new();
    private readonly ConcurrentQueue<(string Category, IReadOnlyDictionary<string, object?> Scope)> _begun = new();
    private readonly ConcurrentQueue<(string Line, IReadOnlyDictionary<string, object?> Scope)> _lines = new();
    private readonly ConcurrentQueue<string> _errors = new();

    /// <summary>Every scope that was begun, by the category of the log that it was begun on.</summary>
    public IReadOnlyCollection<(string Category, IReadOnlyDictionary<string, object?> Scope)> Begun => _begun;

    /// <summary>Every line, with everything that its scopes said.</summary>
    public IReadOnlyCollection<(string Line, IReadOnlyDictionary<string, object?> Scope)> Lines => _lines;

    /// <summary>Every line that says that something is broken.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    public ILogger CreateLogger(string categoryName) => new Recorder(this, categoryName);

    public void Dispose()
    {
    }

    private static Dictionary<string, object?> Said(object? scope)
    {
        var said = new Dictionary<string, object?>(StringComparer.Ordinal);
        Add(scope, said);
        return said;
    }

    private static void Add(object? scope, Dictionary<string, object?> said)
    {
        foreach (var (name, value) in scope as IEnumerable<KeyValuePair<string, object?>> ?? [])
        {
            said[name] = value;
        }
    }

    private sealed class Recorder(ScopeRecorder recorder, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            recorder._begun.Enqueue((category, Said(state)));
            return recorder._scopes.Push(state);
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var said = new Dictionary<string, object?>(StringComparer.Ordinal);
            recorder._scopes.ForEachScope(Add, said);
            recorder._lines.Enqueue((formatter(state, exception), said));
            if (logLevel >= LogLevel.Error)
            {
                recorder._errors.Enqueue(formatter(state, exception));
            }
        }
    }
}
