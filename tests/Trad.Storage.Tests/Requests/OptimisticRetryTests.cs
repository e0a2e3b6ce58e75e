using Trad.Storage.Requests;
using Trad.Testing;

namespace Trad.Storage.Tests.Requests;

/// <summary>Attempts at what others change as well: how often, how far apart, and how they end.</summary>
public sealed class OptimisticRetryTests
{
    private readonly ImpatientClock _clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Attempt_that_comes_first_waits_for_nothing()
    {
        var (isDone, result) = await new OptimisticRetry(5, _clock).RunAsync(() => Task.FromResult((true, 7)), Cancellation);

        Assert.True(isDone);
        Assert.Equal(7, result);
        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task Attempts_that_come_second_pause_ever_longer_and_never_beyond_the_longest()
    {
        var attempts = 0;
        var (isDone, result) = await new OptimisticRetry(30, _clock).RunAsync(
            () => Task.FromResult((++attempts == 20, attempts)), Cancellation);

        Assert.True(isDone);
        Assert.Equal(20, result);
        Assert.InRange(_clock.Waits.Count, 1, 19);
        for (var tried = 1; tried < 20; tried++)
        {
            Assert.InRange(OptimisticRetry.PauseBehind(tried).TotalMilliseconds, 0, Math.Min(200, Math.Pow(2, tried)));
        }

        Assert.All(_clock.Waits, wait => Assert.InRange(wait.TotalMilliseconds, 0, 200));
    }

    [Fact]
    public async Task Attempts_that_always_come_second_are_given_up_with_what_the_last_one_read()
    {
        var attempts = 0;
        var (isDone, result) = await new OptimisticRetry(50, _clock).RunAsync(() => Task.FromResult((false, ++attempts)), Cancellation);

        Assert.False(isDone);
        Assert.Equal(50, result);
        Assert.Equal(50, attempts);
    }

    [Fact]
    public async Task Attempt_that_fails_is_not_repeated()
    {
        var attempts = 0;
        await Assert.ThrowsAsync<IOException>(() => new OptimisticRetry(5, _clock).RunAsync<int>(
            () =>
            {
                attempts++;
                throw new IOException("away");
            },
            Cancellation));
        Assert.Equal(1, attempts);
    }

    [Fact]
    public async Task Attempts_end_with_their_token_also_behind_one_that_came_second()
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var attempts = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new OptimisticRetry(5, _clock).RunAsync(
            () =>
            {
                attempts++;
                gone.Cancel();
                return Task.FromResult((false, 0));
            },
            gone.Token));
        Assert.Equal(1, attempts);
    }
}
