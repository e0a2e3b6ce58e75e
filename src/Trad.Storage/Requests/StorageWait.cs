using Trad.Candles.Stores;

namespace Trad.Storage.Requests;

/// <summary>
/// How long the present flow of calls waits for one answer of the storage. Somebody who has asked over HTTP waits shortly and
/// is told; work in the background, which has no limit here, waits for as long as its own retries go.
/// </summary>
public static class StorageWait
{
    private static readonly AsyncLocal<TimeSpan?> Limit = new();

    /// <summary>The limit; null when there is none.</summary>
    public static TimeSpan? Longest => Limit.Value;

    /// <summary>Sets the limit for what the calling asynchronous method calls from now on; it ends with the method.</summary>
    public static void LimitTo(TimeSpan longest) => Limit.Value = longest;

    /// <summary>Takes the limit away from what the calling asynchronous method calls from now on: it works for others too.</summary>
    public static void Unlimited() => Limit.Value = null;

    /// <summary>Waits for work that goes on by itself, for as long as one answer may take.</summary>
    /// <exception cref="StorageUnavailableException">It takes longer.</exception>
    public static async Task ForAsync(Task work)
    {
        if (Longest is not { } longest)
        {
            await work;
            return;
        }

        try
        {
            await work.WaitAsync(longest);
        }
        catch (TimeoutException slow) when (!work.IsCompleted)
        {
            throw new StorageUnavailableException($"did not answer within {longest.TotalSeconds:0.#} seconds", slow);
        }
    }

    /// <summary>Calls something that waits for the storage in a way of its own, for as long as one answer may take.</summary>
    /// <exception cref="StorageUnavailableException">It takes longer.</exception>
    public static async Task<T> ForAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        if (Longest is not { } longest)
        {
            return await call(cancellationToken);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(longest);
        try
        {
            return await call(patience.Token);
        }
        catch (Exception ended) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new StorageUnavailableException($"did not answer within {longest.TotalSeconds:0.#} seconds", ended);
        }
    }
}
