using System.Globalization;
using Spectre.Console;

namespace Trad.LocalHost.Presentation;

/// <summary>The console that results are shown on.</summary>
internal static class PlainConsole
{
    private const int WidestTable = 100;

    /// <summary>
    /// A console that writes to an output, as wide as the terminal or as <c>COLUMNS</c> says. Nothing else tells how wide a file is;
    /// tables must not wrap in it.
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
            console.Profile.Width = Math.Max(console.Profile.Width, WidestTable);
        }

        return console;
    }
}
