using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Trad.LocalRuntime.Durable.Storage;
using Trad.LocalRuntime.Tests.Hosting;
using Trad.Testing;

namespace Trad.LocalRuntime.Tests.Durable.Storage;

public sealed class HistoryTableTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Now = new(2025, 7, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(100, 1, 0, 0)]
    [InlineData(100, 1, 3, 0)]
    [InlineData(99, 2, 3, 0)]
    [InlineData(101, 1, 3, 0)]
    [InlineData(200, 100, 60, 0)]
    [InlineData(24, 4, 3, PayloadStore.LongestInline)]
    public async Task Inheritance_of_a_turn_that_was_cut_anywhere_leaves_nothing_to_a_shorter_one(
        int inherited, int turn, int shorter, int characters)
    {
        var isWhole = false;
        for (var writes = 1; !isWhole; writes++)
        {
            var storage = new CutStorage();
            var table = await CreateAsync(storage);
            var last = new InstanceRecord("heir", "Heir", 3, Now);
            storage.Allow(writes);
            try
            {
                await AppendAsync(table, last, 0, Events("last", turn, 0), Events("lost", inherited, characters));
                isWhole = true;
                continue;
            }
            catch (RequestFailedException)
            {
                storage.Allow(int.MaxValue);
            }

            // A turn that was not closed has not happened, and the one of the next start may end otherwise.
            Assert.Empty((await table.ReadAsync(last, TestContext.Current.CancellationToken)).Events);
            await AppendAsync(table, last, 0, Events("last", 1, 0), Events("left", shorter, 0));
            var next = last with { Generation = 4 };
            Assert.Equal(Names("left", shorter), await ReadNamesAsync(table, next));
            await AppendAsync(table, next, shorter, Events("first", 2, 0), []);
            Assert.Equal(Names("left", shorter).Concat(Names("first", 2)), await ReadNamesAsync(table, next));
        }
    }

    [Fact]
    public async Task Inheritance_and_turn_of_several_transactions_are_read_as_they_were_written()
    {
        var table = await CreateAsync(new CutStorage());
        var last = new InstanceRecord("heir", "Heir", 0, Now);

        await AppendAsync(table, last, 0, Events("last", 201, 0), Events("left", 250, 0));

        Assert.Equal(Names("last", 201), await ReadNamesAsync(table, last));
        Assert.Equal(Names("left", 250), await ReadNamesAsync(table, last with { Generation = 1 }));
    }

    private static Task<int> AppendAsync(
        HistoryTable table, InstanceRecord instance, int position, HistoryEvent[] turn, HistoryEvent[] inherited) =>
        table.AppendAsync(instance, position, turn, inherited, [], TestContext.Current.CancellationToken);

    private static async Task<string[]> ReadNamesAsync(HistoryTable table, InstanceRecord instance) =>
        [.. (await table.ReadAsync(instance, TestContext.Current.CancellationToken)).Events.Select(happened => happened.Name!)];

    private static HistoryEvent[] Events(string name, int count, int characters) =>
        [.. Names(name, count).Select(each => new HistoryEvent(
            HistoryEventKind.ExecutionStarted, Now, Name: each, Payload: characters == 0 ? null : new string('x', characters)))];

    private static IEnumerable<string> Names(string name, int count) => Enumerable.Range(0, count).Select(i => $"{name} {i}");

    private async Task<HistoryTable> CreateAsync(CutStorage storage)
    {
        var options = new TableClientOptions();
        options.AddPolicy(storage, HttpPipelinePosition.PerRetry);
        var hub = azurite.NewName("Hub");
        var table = new HistoryTable(new TableServiceClient(azurite.ConnectionString, options), new PayloadStore(azurite.Blobs, hub), hub);
        await table.InitializeAsync(TestContext.Current.CancellationToken);
        return table;
    }
}
