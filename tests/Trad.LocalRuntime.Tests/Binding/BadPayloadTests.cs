using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trad.LocalRuntime.Tests.Durable;
using Trad.LocalRuntime.Tests.Hosting;
using Trad.Testing;

namespace Trad.LocalRuntime.Tests.Binding;

public sealed class BadPayloadTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly TestHub _hub = new(azurite);

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _hub.StartAsync(typeof(SampleOrchestrations));

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Unknown_orchestrator_is_refused_by_name()
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(
            () => _hub.Client.ScheduleNewOrchestrationInstanceAsync("NoSuch", Ending));

        Assert.Contains("The orchestrator 'NoSuch' does not exist", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("what?")]
    [InlineData("@entity")]
    [InlineData("line\nbreak")]
    [InlineData("this-identity-is-longer-than-the-hundred-characters-that-the-storage-provider-on-azure-allows-for-one-")]
    public async Task Identity_that_azure_storage_does_not_take_is_refused(string id)
    {
        var options = new StartOrchestrationOptions(id);

        var refused = await Assert.ThrowsAsync<ArgumentException>(
            () => _hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(SampleOrchestrations.Empty), options, Ending));

        Assert.Contains($"'{id}' cannot be an instance id: allowed are", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Input_without_a_json_form_is_refused_with_the_orchestrator_and_nothing_is_started()
    {
        var loop = new Dictionary<string, object>();
        loop["self"] = loop;

        var refused = await Assert.ThrowsAsync<ArgumentException>(
            () => _hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(SampleOrchestrations.Chain), loop, Ending));

        Assert.Contains("The input of the orchestrator 'Chain' cannot be written as JSON", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await ReadAllAsync());
    }

    [Fact]
    public async Task Event_without_a_json_form_is_refused_with_its_name()
    {
        var id = await _hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(SampleOrchestrations.WaitForGo), Ending);

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => _hub.Client.RaiseEventAsync(id, "go", typeof(string), Ending));

        Assert.Contains("The event 'go' cannot be written as JSON", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_for_nobody_is_refused_and_so_is_one_for_an_ended_orchestration()
    {
        var ended = (await _hub.RunAsync(nameof(SampleOrchestrations.Empty))).InstanceId;

        await Assert.ThrowsAsync<ArgumentException>(() => _hub.Client.RaiseEventAsync("nobody", "go", 1, Ending));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _hub.Client.RaiseEventAsync(ended, "go", 1, Ending));
    }

    [Theory]
    [InlineData("many", "The input of the orchestrator 'Chain' cannot be read as Int32")]
    [InlineData(1.5, "The input of the orchestrator 'Chain' cannot be read as Int32")]
    public async Task Input_of_another_shape_fails_the_orchestration_with_its_name(object input, string reason)
    {
        var end = await _hub.RunAsync(nameof(SampleOrchestrations.Chain), input);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains(reason, end.SerializedOutput, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<OrchestrationMetadata>> ReadAllAsync()
    {
        var all = new List<OrchestrationMetadata>();
        await foreach (var instance in _hub.Client.GetAllInstancesAsync())
        {
            all.Add(instance);
        }

        return all;
    }
}
