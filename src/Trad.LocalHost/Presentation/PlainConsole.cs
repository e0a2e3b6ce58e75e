using Spectre.Console;

namespace Trad.LocalHost.Presentation;

/// <summary>The console that results are shown on.</summary>
internal static class PlainConsole
{
    private const int WidestTable = 100;

    /// <summary>A console that writes to an output. Nothing tells how wide a file is; tables must not wrap in it.</summary>
    public static IAnsiConsole On(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = Console.IsOutputRedirected ? Math.Max(console.Profile.Width, WidestTable) : console.Profile.Width;
        return console;
    }
}
