using Azure.Data.Tables;
using Trad.LocalRuntime.Tests.Hosting;
using Trad.Testing;

namespace Trad.LocalRuntime.Tests.Durable;

/// <summary>
/// A turn costs one transaction of its history, and one update of its row when the status, the custom status or the
/// generation changes: two round trips at most. Starting an instance costs one.
/// </summary>
public sealed class RoundTripTests(AzuriteFixture azurite)
{
    private const int Start = 1;
    private const int History = 1;
    private const int Row = 1;

    [Fact]
    public async Task Empty_orchestration_is_started_and_has_one_turn() =>
        Assert.Equal(Start + History + Row, await CountAsync(nameof(SampleOrchestrations.Empty), null));

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public async Task Chain_has_a_turn_for_the_start_and_each_answer_and_updates_its_row_when_it_runs_and_when_it_ends(int length) =>
        Assert.Equal(Start + ((length + 1) * History) + (2 * Row), await CountAsync(nameof(SampleOrchestrations.Chain), length));

    [Fact]
    public async Task Turn_that_changes_the_custom_status_costs_two() =>
        Assert.Equal(Start + (11 * (History + Row)), await CountAsync(nameof(SampleOrchestrations.Reporting), 10));

    [Fact]
    public async Task Continuing_as_new_costs_two_with_the_removal_of_the_earlier_history() =>
        Assert.Equal(Start + (10 * ((2 * History) + Row)) + Row, await CountAsync(nameof(SampleOrchestrations.CountDown), 9));

    [Fact]
    public async Task Fan_out_is_committed_in_groups()
    {
        var calls = await CountAsync(nameof(SampleOrchestrations.FanOut), 90);

        // One turn decides all 90; their answers share turns as they come. One turn each would make more than 90 calls.
        Assert.InRange(calls, Start + (2 * History) + (2 * Row), 60);
    }

    private async Task<int> CountAsync(string orchestrator, object? input)
    {
        var counter = new RequestLog();
        await using var hub = new TestHub(azurite) { Storage = counter };
        await hub.StartAsync(typeof(SampleOrchestrations));
        counter.Clear();

        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, TestContext.Current.CancellationToken);

        // Asking the client would add requests of its own; the table is read past the engine.
        while (hub.Table("Instances").GetEntity<TableEntity>(
            "instance", id, cancellationToken: TestContext.Current.CancellationToken).Value.GetString("Status") != "Completed")
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        return counter.Count;
    }
}
