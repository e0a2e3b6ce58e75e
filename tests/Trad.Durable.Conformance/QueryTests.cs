using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trad.Durable.Conformance.Hosting;
using Trad.Durable.Conformance.Orchestrations;

namespace Trad.Durable.Conformance;

/// <summary>Finding orchestrations, and removing them.</summary>
public abstract class QueryTests(DurableHost host) : Conversation(host)
{
    private readonly string _prefix = $"query-{Guid.NewGuid():N}-";

    [Fact]
    public async Task Query_finds_by_prefix_and_status()
    {
        await RunNamedAsync(nameof(ActivityOrchestrations.Empty), 3);
        await RunNamedAsync(nameof(ActivityOrchestrations.ThrowItself), 2, from: 3);

        Assert.Equal(5, (await FindAsync(new OrchestrationQuery(InstanceIdPrefix: _prefix))).Count);
        Assert.Equal(
            2, (await FindAsync(new OrchestrationQuery(InstanceIdPrefix: _prefix, Statuses: [OrchestrationRuntimeStatus.Failed]))).Count);
        Assert.Empty(await FindAsync(new OrchestrationQuery(InstanceIdPrefix: _prefix, Statuses: [OrchestrationRuntimeStatus.Running])));
    }

    [Fact]
    public async Task Query_finds_by_time_of_creation()
    {
        await RunNamedAsync(nameof(ActivityOrchestrations.Empty), 1);
        var created = (await FindAsync(new OrchestrationQuery(InstanceIdPrefix: _prefix))).Single().CreatedAt;

        Assert.Single(await FindAsync(new OrchestrationQuery(created.AddMinutes(-1), created.AddMinutes(1), InstanceIdPrefix: _prefix)));
        Assert.Empty(await FindAsync(new OrchestrationQuery(created.AddMinutes(1), InstanceIdPrefix: _prefix)));
        Assert.Empty(await FindAsync(new OrchestrationQuery(null, created.AddMinutes(-1), InstanceIdPrefix: _prefix)));
    }

    [Fact]
    public async Task Pages_together_hold_each_instance_once_and_a_token_goes_on_where_a_page_ended()
    {
        await RunNamedAsync(nameof(ActivityOrchestrations.Empty), 5);
        var pages = new List<Page<OrchestrationMetadata>>();
        await foreach (var page in Client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: _prefix)).AsPages(pageSizeHint: 2))
        {
            pages.Add(page);
        }

        var first = pages.First(page => page.ContinuationToken is not null);
        var rest = await FindAsync(new OrchestrationQuery(InstanceIdPrefix: _prefix, ContinuationToken: first.ContinuationToken));

        Assert.Equal(Names(5), pages.SelectMany(page => page.Values).Select(found => found.InstanceId).Order(StringComparer.Ordinal));
        Assert.All(pages, page => Assert.InRange(page.Values.Count, 0, 2));
        Assert.Equal(5, pages.TakeWhile(page => page != first).Append(first).Sum(page => page.Values.Count) + rest.Count);
    }

    [Fact]
    public async Task Query_brings_inputs_and_outputs_when_asked()
    {
        var id = $"{_prefix}0";
        await Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(ActivityOrchestrations.ReturnInput), "in", new StartOrchestrationOptions(id), Ending);
        await EndAsync(id);

        var found = (await FindAsync(new OrchestrationQuery(InstanceIdPrefix: _prefix, FetchInputsAndOutputs: true))).Single();

        Assert.Equal("\"in\"", found.SerializedInput);
        Assert.Equal("\"in\"", found.SerializedOutput);
    }

    [Fact]
    public async Task Purge_by_filter_removes_what_has_ended_and_fits()
    {
        var before = DateTimeOffset.UtcNow.AddMinutes(-1);
        await RunNamedAsync(nameof(ActivityOrchestrations.ThrowItself), 2);
        await RunNamedAsync(nameof(ActivityOrchestrations.Empty), 1, from: 2);

        var purged = await Client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(before, DateTimeOffset.UtcNow.AddMinutes(1), [OrchestrationRuntimeStatus.Failed]), Ending);

        Assert.InRange(purged.PurgedInstanceCount, 2, int.MaxValue);
        Assert.Equal(
            [$"{_prefix}2"], (await FindAsync(new OrchestrationQuery(InstanceIdPrefix: _prefix))).Select(found => found.InstanceId));
    }

    private IEnumerable<string> Names(int count, int from = 0) => Enumerable.Range(from, count).Select(i => $"{_prefix}{i}");

    private async Task RunNamedAsync(string orchestrator, int count, int from = 0)
    {
        foreach (var id in Names(count, from))
        {
            await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, new StartOrchestrationOptions(id), Ending);
            await EndAsync(id);
        }
    }

    private async Task<IReadOnlyList<OrchestrationMetadata>> FindAsync(OrchestrationQuery query)
    {
        var found = new List<OrchestrationMetadata>();
        await foreach (var instance in Client.GetAllInstancesAsync(query))
        {
            found.Add(instance);
        }

        return found;
    }
}
