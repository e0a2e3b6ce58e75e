using Trad.Candles.Stores;
using Trad.Storage.Tables;

namespace Trad.Storage.Tests.Tables;

/// <summary>Changes of what others change as well: they end, with or without success.</summary>
public sealed class OptimisticUpdateTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Change_that_always_comes_second_is_given_up()
    {
        var attempts = 0;
        var given = await Assert.ThrowsAsync<StorageUnavailableException>(() => OptimisticUpdate.RunAsync(
            "something",
            () =>
            {
                // One that were not given up would be done with the next attempt, so that the test ends.
                attempts++;
                return Task.FromResult((attempts > OptimisticUpdate.MostAttempts, 0));
            },
            Cancellation));
        Assert.Equal(OptimisticUpdate.MostAttempts, attempts);
        Assert.Contains("something", given.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_ends_with_its_token_while_it_pauses()
    {
        using var gone = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => OptimisticUpdate.RunAsync(
            "something",
            () =>
            {
                gone.Cancel();
                return Task.FromResult((false, 0));
            },
            gone.Token));
    }
}
