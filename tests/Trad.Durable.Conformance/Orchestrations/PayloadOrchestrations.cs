using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Trad.Durable.Conformance.Activities;

namespace Trad.Durable.Conformance.Orchestrations;

/// <summary>Orchestrators that hand values through everything that carries them.</summary>
public static class PayloadOrchestrations
{
    [Function(nameof(Carry))]
    public static async Task<Parcel?> Carry([OrchestrationTrigger] TaskOrchestrationContext context, Parcel? parcel)
    {
        context.SetCustomStatus(parcel);
        var carried = await context.CallActivityAsync<Parcel?>(nameof(EchoActivities.EchoParcel), parcel);
        return await context.CallSubOrchestratorAsync<Parcel?>(nameof(Return), carried);
    }

    [Function(nameof(Return))]
    public static Task<Parcel?> Return([OrchestrationTrigger] TaskOrchestrationContext context, Parcel? parcel) => Task.FromResult(parcel);

    [Function(nameof(Lengths))]
    public static async Task<int[]> Lengths([OrchestrationTrigger] TaskOrchestrationContext context, string input) =>
        [input.Length, (await context.WaitForExternalEvent<string>("text")).Length];

    [Function(nameof(Repeat))]
    public static Task<string> Repeat([OrchestrationTrigger] TaskOrchestrationContext context, int length) =>
        Task.FromResult(new string('é', length));

    [Function(nameof(ReportOnly))]
    public static Task ReportOnly([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.SetCustomStatus(new { Phase = "done", Percent = 100 });
        return Task.CompletedTask;
    }
}
