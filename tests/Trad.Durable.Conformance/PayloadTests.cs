using Trad.Durable.Conformance.Activities;
using Trad.Durable.Conformance.Hosting;
using Trad.Durable.Conformance.Orchestrations;

namespace Trad.Durable.Conformance;

/// <summary>Values arrive as they were sent, whatever carries them.</summary>
public abstract class PayloadTests(DurableHost host) : Conversation(host)
{
    private static readonly Parcel Sample = new(
        long.MaxValue,
        0.1 + 0.2,
        true,
        DayOfWeek.Friday,
        new DateTime(2024, 2, 29, 23, 59, 59, 999, DateTimeKind.Utc),
        TimeSpan.FromTicks(1),
        new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"),
        null,
        [new Order("a", 0.1m, DateTimeOffset.UnixEpoch, double.Epsilon, []), null],
        new Dictionary<string, int[]> { ["empty"] = [], ["Zürich 🚀"] = [1, 2] });

    [Fact]
    public async Task Record_of_every_shape_passes_input_activity_sub_orchestration_and_output()
    {
        var end = await RunAsync(nameof(PayloadOrchestrations.Carry), Sample);

        Assert.Equivalent(Sample, end.ReadOutputAs<Parcel>(), strict: true);
        Assert.Equivalent(Sample, end.ReadInputAs<Parcel>(), strict: true);
        Assert.Equivalent(Sample, end.ReadCustomStatusAs<Parcel>(), strict: true);
    }

    [Fact]
    public async Task Null_passes_the_same_way() => Assert.Null(await OutputAsync<Parcel?>(nameof(PayloadOrchestrations.Carry), null));

    [Theory]
    [InlineData(10)]
    [InlineData(100_000)]
    public async Task Input_and_event_arrive_whole(int length)
    {
        var id = await StartAsync(nameof(PayloadOrchestrations.Lengths), new string('東', length));

        await Client.RaiseEventAsync(id, "text", new string('京', length), Ending);

        Assert.Equal([length, length], (await EndAsync(id)).ReadOutputAs<int[]>()!);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    public async Task Output_arrives_whole(int length) =>
        Assert.Equal(new string('é', length), await OutputAsync<string>(nameof(PayloadOrchestrations.Repeat), length));

    [Fact]
    public async Task Custom_status_is_there_with_inputs_and_outputs_only()
    {
        var end = await RunAsync(nameof(PayloadOrchestrations.ReportOnly));

        var bare = await Client.GetInstanceAsync(end.InstanceId, Ending);

        Assert.Equal("{\"Phase\":\"done\",\"Percent\":100}", end.SerializedCustomStatus);
        Assert.Null(bare!.SerializedCustomStatus);
    }
}
