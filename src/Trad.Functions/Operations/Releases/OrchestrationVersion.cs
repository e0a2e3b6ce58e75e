namespace Trad.Functions.Operations.Releases;

/// <summary>
/// The version of the orchestrators' code, which every orchestration carries from its start to its end (<c>context.Version</c>).
/// </summary>
/// <remarks>
/// A change after which a recorded history would not be decided again as it was (another call, another order, a message that the earlier
/// cannot be read as) raises it, and asks <c>context.Version</c> before it does something new. The histories that earlier versions
/// recorded are kept as test data, and today's code must go over them. The runbook has the whole strategy.
/// </remarks>
public static class OrchestrationVersion
{
    /// <summary>Of orchestrations that start now: <c>defaultVersion</c> of host.json says the same.</summary>
    public const string Current = "1.0";
}
