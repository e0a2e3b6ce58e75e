namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks the parameter of an orchestrator function that receives its context.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OrchestrationTriggerAttribute : Attribute
{
    /// <summary>The orchestration's name; the function's name when absent.</summary>
    public string? Orchestration { get; set; }
}
