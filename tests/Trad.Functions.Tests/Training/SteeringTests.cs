using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trad.Functions.Tests.Hosting;
using Trad.Functions.Training;
using Trad.Testing;

namespace Trad.Functions.Tests.Training;

/// <summary>Telling orchestrations that are not there, or over: on the embedded client, and as the real worker's client says it.</summary>
public sealed class SteeringTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly AppHost _app = new(azurite);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    [Fact]
    public async Task An_orchestration_that_is_not_there_takes_nothing_and_that_is_no_failure()
    {
        Assert.False(await _app.Durable.TryRaiseEventAsync("nobody", "event", 1, Cancellation));
        Assert.False(await _app.Durable.TryTerminateAsync("nobody", "reason", Cancellation));
        await _app.Durable.TryPurgeAsync("nobody", Cancellation);
    }

    [Fact]
    public async Task An_orchestration_that_is_over_takes_nothing_but_its_removal_and_that_is_no_failure()
    {
        var ended = await ScheduleAsync();
        Assert.True(await _app.Durable.TryTerminateAsync(ended, "reason", Cancellation));
        await _app.Durable.WaitForInstanceCompletionAsync(ended, Cancellation);

        Assert.False(await _app.Durable.TryRaiseEventAsync(ended, "event", 1, Cancellation));
        Assert.False(await _app.Durable.TryTerminateAsync(ended, "reason", Cancellation));
        await _app.Durable.TryPurgeAsync(ended, Cancellation);
        Assert.Null(await _app.Durable.GetInstanceAsync(ended, Cancellation));
    }

    [Theory]
    [InlineData(StatusCode.Unknown)]
    [InlineData(StatusCode.NotFound)]
    [InlineData(StatusCode.FailedPrecondition)]
    [InlineData(StatusCode.Internal)]
    public async Task What_gRPC_makes_of_it_is_understood_by_looking_at_the_instance(StatusCode status)
    {
        var refused = new RpcException(new Status(status, "Exception was thrown by handler."));
        Assert.False(await OrchestrationSteering.TryAsync(_app.Durable, "nobody", _ => throw refused, Cancellation));
    }

    [Fact]
    public async Task What_gRPC_refuses_of_an_orchestration_that_is_at_work_is_a_failure()
    {
        var waiting = await ScheduleAsync();
        var refused = new RpcException(new Status(StatusCode.Unknown, "Exception was thrown by handler."));

        await Assert.ThrowsAsync<RpcException>(
            () => OrchestrationSteering.TryAsync(_app.Durable, waiting, _ => throw refused, Cancellation));
    }

    [Theory]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.DeadlineExceeded)]
    public async Task A_host_that_does_not_answer_is_a_failure(StatusCode status) =>
        await Assert.ThrowsAsync<RpcException>(() =>
            OrchestrationSteering.TryAsync(_app.Durable, "nobody", _ => throw new RpcException(new Status(status, "")), Cancellation));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    // It is there and does nothing: it starts in an hour.
    private Task<string> ScheduleAsync() => _app.Durable.ScheduleNewOrchestrationInstanceAsync(
        nameof(TrainingOrchestrator), new TrainingRun("job"), new StartOrchestrationOptions(null, DateTimeOffset.UtcNow.AddHours(1)),
        Cancellation);
}
