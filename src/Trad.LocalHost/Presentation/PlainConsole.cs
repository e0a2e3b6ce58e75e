using System.Globalization;
using Spectre.Console;

namespace Trad.LocalHost.Presentation;

/// <summary>The console that results are shown on.</summary>
internal static class PlainConsole
{
    // Wider than anything that is printed.
    private const int Unbroken = 100_000;

    /// <summary>
    /// A console that writes to an output, as wide as the terminal or as <c>COLUMNS</c> says. A file or a
    /// pipe has no width: each row of a table is one line there, which can be searched.
    /// </summary>
    public static IAnsiConsole On(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), CultureInfo.InvariantCulture, out var columns) && columns > 0)
        {
            console.Profile.Width = columns;
        }
        else if (Console.IsOutputRedirected)
        {
            console.Profile.Width = Unbroken;
        }

        return console;
    }
}
