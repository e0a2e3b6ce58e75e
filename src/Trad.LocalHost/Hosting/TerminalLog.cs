using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Trad.LocalHost.Hosting;

/// <summary>
/// What of the host's log a terminal shows, always on standard error: standard output belongs to the command's result.
/// </summary>
internal static class TerminalLog
{
    private const string Own = "Trad";

    /// <summary>
    /// With <c>--verbose</c> everything that is worth reading, with stack traces. Without it what Trad itself says, a line each: what
    /// libraries say of one failure, for every attempt and with a stack trace, Trad says once when the attempts are over.
    /// </summary>
    /// <remarks>Whatever the environment's <c>Logging__LogLevel__…</c> names more exactly goes before this.</remarks>
    public static void AddTerminal(this ILoggingBuilder logging, HostSettings settings)
    {
        logging.ClearProviders();
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        // A host that cannot start says so once, in the one line that the command prints.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        if (settings.Verbose)
        {
            logging.AddSimpleConsole(console => console.SingleLine = true);
            logging.SetMinimumLevel(LogLevel.Information);
            logging.AddFilter("Microsoft", LogLevel.Warning);
            logging.AddFilter("System", LogLevel.Warning);
            logging.AddFilter("Azure", LogLevel.Error);

            // While storage is away Durable Task writes a stack trace for each attempt; the engine says it in a line. To see all the
            // same: Logging__LogLevel__DurableTask.AzureStorage=Warning, which is more exact and so goes first.
            logging.AddFilter("DurableTask", LogLevel.None);
        }
        else
        {
            logging.AddConsole(console => console.FormatterName = LogLineFormatter.FormatterName)
                .AddConsoleFormatter<LogLineFormatter, ConsoleFormatterOptions>();
            logging.SetMinimumLevel(LogLevel.None);
            logging.AddFilter(Own, settings.ShowsWarnings ? LogLevel.Warning : LogLevel.Error);
        }
    }
}
