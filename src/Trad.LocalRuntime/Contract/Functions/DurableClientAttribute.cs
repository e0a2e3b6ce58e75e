namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a parameter that receives the client of the durable orchestrations.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DurableClientAttribute : Attribute
{
}
