using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trad.Durable.Conformance.Hosting;

namespace Trad.Durable.Conformance;

/// <summary>What every conformance test does: start, wait, read.</summary>
public abstract class Conversation(DurableHost host)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>The client of the engine under test.</summary>
    protected DurableTaskClient Client => host.Client;

    /// <summary>A token that ends with the test.</summary>
    protected static CancellationToken Ending => TestContext.Current.CancellationToken;

    /// <summary>Why an orchestration failed; over the Functions host on Azure Storage its output says it.</summary>
    protected static string? ReasonOf(OrchestrationMetadata failed) => failed.FailureDetails?.ErrorMessage ?? failed.SerializedOutput;

    /// <summary>Starts an orchestration and waits for its end.</summary>
    protected async Task<OrchestrationMetadata> RunAsync(string orchestrator, object? input = null, TimeSpan? patience = null)
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, Ending);
        return await EndAsync(id, patience);
    }

    /// <summary>Starts an orchestration and reads its output; it must complete.</summary>
    protected async Task<T> OutputAsync<T>(string orchestrator, object? input = null, TimeSpan? patience = null)
    {
        var end = await RunAsync(orchestrator, input, patience);
        Assert.True(end.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{end.RuntimeStatus}: {ReasonOf(end)}");
        return end.ReadOutputAs<T>()!;
    }

    /// <summary>Starts an orchestration under a new identity and returns when it is at work.</summary>
    protected async Task<string> StartAsync(string orchestrator, object? input = null)
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(
            orchestrator, input, new StartOrchestrationOptions($"{orchestrator}-{Guid.NewGuid():N}"), Ending);
        await Client.WaitForInstanceStartAsync(id, Ending);
        return id;
    }

    /// <summary>Waits until an orchestration is in a state.</summary>
    protected async Task UntilAsync(string id, OrchestrationRuntimeStatus status)
    {
        while ((await Client.GetInstanceAsync(id, Ending))?.RuntimeStatus != status)
        {
            await Task.Delay(20, Ending);
        }
    }

    /// <summary>Waits for the end of an orchestration.</summary>
    /// <exception cref="TimeoutException">It has not ended within the time; says how far it came and what the host logged.</exception>
    protected async Task<OrchestrationMetadata> EndAsync(string id, TimeSpan? patience = null)
    {
        var allowed = patience ?? Patience;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Ending);
        ending.CancelAfter(allowed);
        try
        {
            return await Client.WaitForInstanceCompletionAsync(id, true, ending.Token);
        }
        catch (OperationCanceledException late) when (ending.IsCancellationRequested && !Ending.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"The orchestration '{id}' has not ended within {allowed}.{Environment.NewLine}{await host.DescribeAsync(id)}", late);
        }
        catch (Exception) when (!Ending.IsCancellationRequested)
        {
            // What the client threw says what storage answered, not what the engine was about.
            TestContext.Current.TestOutputHelper?.WriteLine(await host.DescribeAsync(id));
            throw;
        }
    }
}
