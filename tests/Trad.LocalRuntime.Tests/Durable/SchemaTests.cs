using Azure.Data.Tables;
using Trad.LocalRuntime.Durable.Hub;
using Trad.LocalRuntime.Durable.Storage;
using Trad.LocalRuntime.Tests.Hosting;
using Trad.Testing;

namespace Trad.LocalRuntime.Tests.Durable;

public sealed class SchemaTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task New_hub_carries_the_version_and_is_taken_up_again()
    {
        await using var hub = new TestHub(azurite);
        await hub.StartAsync(typeof(SampleOrchestrations));
        await hub.StopAsync();

        var row = ReadSchema(hub);
        await hub.StartAsync(typeof(SampleOrchestrations));

        Assert.Equal(HubSchema.Version, row.GetInt32(HubSchema.Column));
    }

    [Theory]
    [InlineData(HubSchema.Version + 1)]
    [InlineData(0)]
    public async Task Hub_of_another_version_is_refused_and_left_as_it_is(int version)
    {
        await using var hub = new TestHub(azurite);
        await hub.StartAsync(typeof(SampleOrchestrations));
        await hub.StopAsync();
        var row = new TableEntity(HubSchema.Partition, HubSchema.Row) { [HubSchema.Column] = version };
        await hub.Table("Instances").UpsertEntityAsync(row, TableUpdateMode.Replace, TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<HubException>(() => hub.StartAsync(typeof(SampleOrchestrations)));

        Assert.Contains($"schema version {version}", refused.Message, StringComparison.Ordinal);
        Assert.Contains(hub.Name, refused.Message, StringComparison.Ordinal);
        Assert.Equal(version, ReadSchema(hub).GetInt32(HubSchema.Column));
    }

    private static TableEntity ReadSchema(TestHub hub) => hub.Table("Instances")
        .GetEntity<TableEntity>(HubSchema.Partition, HubSchema.Row, cancellationToken: TestContext.Current.CancellationToken).Value;
}
