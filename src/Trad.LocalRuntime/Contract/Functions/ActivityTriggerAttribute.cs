namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks the parameter of an activity function that receives its input.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ActivityTriggerAttribute : Attribute
{
    /// <summary>The activity's name; the function's name when absent.</summary>
    public string? Activity { get; set; }
}
