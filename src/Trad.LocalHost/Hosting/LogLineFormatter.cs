using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Trad.LocalHost.Hosting;

/// <summary>Writes an entry of the log as one line for a person: how bad it is, what happened and why, without a stack trace.</summary>
internal sealed class LogLineFormatter() : ConsoleFormatter(FormatterName)
{
    /// <summary>What it is chosen by.</summary>
    public const string FormatterName = "line";

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var text = logEntry.Formatter(logEntry.State, logEntry.Exception);
        if (logEntry.Exception is { } exception)
        {
            text += logEntry.LogLevel >= LogLevel.Error

                // An error with an exception is a fault of Trad's or of the machine; whoever reports it needs its name and its place.
                ? $": {exception.GetType().Name}: {exception.Message} (--verbose shows where)"
                : $": {exception.Message}";
        }

        textWriter.WriteLine($"{NameOf(logEntry.LogLevel)}: {InOneLine(text)}");
    }

    private static string InOneLine(string text) =>
        string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Critical => "crit",
        LogLevel.Error => "fail",
        LogLevel.Warning => "warn",
        LogLevel.Information => "info",
        LogLevel.Debug => "dbug",
        _ => "trce",
    };
}
