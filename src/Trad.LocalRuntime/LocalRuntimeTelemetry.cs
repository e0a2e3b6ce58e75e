using Trad.LocalRuntime.Durable;

namespace Trad.LocalRuntime;

/// <summary>What the embedded engine tells of its work.</summary>
public static class LocalRuntimeTelemetry
{
    /// <summary>The source of the spans of orchestrations and activities.</summary>
    public const string SourceName = OrchestrationTrace.SourceName;
}
