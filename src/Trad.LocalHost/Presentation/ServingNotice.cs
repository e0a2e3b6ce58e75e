using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Presentation;

/// <summary>What a person reads when a host serves: where the dashboard is, first of all.</summary>
internal static class ServingNotice
{
    /// <summary>Prints the notice; the functions too, as the Functions tools do, where everything is asked for.</summary>
    public static void Print(TextWriter output, HostSession session, HostSettings settings)
    {
        var address = session.Address.GetLeftPart(UriPartial.Authority);
        if (settings.Verbose)
        {
            output.WriteLine("Functions:");
            foreach (var function in session.Functions.OrderBy(function => function.Name, StringComparer.Ordinal))
            {
                output.WriteLine($"        {function.Name}: {function.Describe(session.Address)}");
            }
        }

        output.WriteLine($"Dashboard: {address}/");
        output.WriteLine($"Trad serves on {address} (Ctrl-C ends it).");
        output.WriteLine($"API:       {address}/api/openapi.json");
        output.WriteLine(settings.Storage is { } storage
            ? $"Storage:   {storage}"
            : $"Storage:   {settings.DataFolder} (the emulator's)");
        if (!settings.Verbose)
        {
            output.WriteLine($"Functions: {session.Functions.Count}; --verbose lists them.");
        }
    }
}
