using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Presentation;

/// <summary>Prints the functions found, as the Functions tools do at start.</summary>
internal static class FunctionList
{
    public static void Print(TextWriter output, HostSession session)
    {
        output.WriteLine();
        output.WriteLine("Functions:");
        output.WriteLine();
        foreach (var function in session.Functions.OrderBy(function => function.Name, StringComparer.Ordinal))
        {
            output.WriteLine($"        {function.Name}: {function.Describe(session.Address)}");
        }

        output.WriteLine();
        output.WriteLine($"Trad serves on {session.Address.GetLeftPart(UriPartial.Authority)} (Ctrl-C ends it).");
    }
}
