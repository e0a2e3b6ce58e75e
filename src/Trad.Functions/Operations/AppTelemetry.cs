using System.Diagnostics;

namespace Trad.Functions.Operations;

/// <summary>The app's own spans, beside those that the host, the engine and the clients of storage make.</summary>
public static class AppTelemetry
{
    /// <summary>What to listen to.</summary>
    public const string SourceName = "Trad";

    internal static ActivitySource Source { get; } = new(SourceName);
}
