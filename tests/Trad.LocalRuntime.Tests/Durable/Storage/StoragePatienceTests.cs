using Azure;
using Microsoft.Extensions.Logging.Abstractions;
using Trad.LocalRuntime.Durable.Storage;
using Trad.Testing;

namespace Trad.LocalRuntime.Tests.Durable.Storage;

/// <summary>Waiting for storage: without end for what passes, not at all for what does not.</summary>
public sealed class StoragePatienceTests
{
    private readonly ImpatientClock _clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Storage_that_is_away_is_asked_until_it_answers_however_long_that_takes()
    {
        const int Away = 1_500;
        var attempts = 0;
        var answer = await Patience().UntilDoneAsync(
            "a turn", () => ++attempts > Away ? Task.FromResult(attempts) : throw new RequestFailedException(503, "busy"), Cancellation);

        Assert.Equal(Away + 1, answer);
        Assert.Equal([0.1, 0.2, 0.4, 0.8, 1.6, 2, 2], _clock.Waits.Take(7).Select(wait => wait.TotalSeconds));
        Assert.Equal(Away, _clock.Waits.Count);
        Assert.All(_clock.Waits.Skip(5), wait => Assert.Equal(2, wait.TotalSeconds));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    public async Task What_storage_refuses_for_good_is_told_at_once(int status)
    {
        var attempts = 0;
        var told = await Assert.ThrowsAsync<RequestFailedException>(() => Patience().UntilDoneAsync(
            "a turn",
            () =>
            {
                attempts++;
                throw new RequestFailedException(status, "no");
            },
            Cancellation));

        Assert.Equal((status, 1), (told.Status, attempts));
        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task What_is_no_failure_of_storage_is_told_at_once()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Patience().UntilDoneAsync("a turn", () => throw new InvalidOperationException("ours"), Cancellation));
        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task Time_out_of_the_client_is_a_failure_that_passes()
    {
        var attempts = 0;
        await Patience().UntilDoneAsync(
            "a turn", () => ++attempts == 2 ? Task.CompletedTask : throw new TaskCanceledException("exceeded the timeout"), Cancellation);
        Assert.Equal(2, attempts);
    }

    [Fact]
    public async Task Host_that_stops_while_storage_is_away_ends_the_wait_as_cancelled()
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var ended = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Patience().UntilDoneAsync(
            "a turn",
            () =>
            {
                stopping.Cancel();
                throw new RequestFailedException(503, "busy");
            },
            stopping.Token));
        Assert.Equal(stopping.Token, ended.CancellationToken);
    }

    private StoragePatience Patience() => new(NullLogger.Instance, _clock);
}
