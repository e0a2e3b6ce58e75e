using Azure;
using Microsoft.Extensions.Logging;

namespace Trad.LocalRuntime.Durable.Storage;

/// <summary>
/// Waits for storage: what has to be written is tried until it is, or the host stops. What storage refuses for good, because it is
/// wrong or too large, it would refuse for ever: that is told at once.
/// </summary>
internal sealed class StoragePatience(ILogger log)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(2);

    /// <summary>Whether an exception says that storage did not do what it was asked, for whatever reason.</summary>
    /// <param name="failure">The exception.</param>
    /// <param name="cancellationToken">
    /// The token that ended the attempt if it was not storage: its client also reports time-outs as cancellations.
    /// </param>
    public static bool IsStorageFailure(Exception failure, CancellationToken cancellationToken) =>
        failure is RequestFailedException or AggregateException or IOException
        || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    /// <summary>Whether storage refuses the request itself, so that the same one will never be taken.</summary>
    public static bool IsForGood(Exception failure) => failure is RequestFailedException { Status: 400 or 413 };

    /// <summary>Why something failed, in one line without an end; of storage what it answered.</summary>
    public static string ReasonOf(Exception failure) => failure is RequestFailedException { Status: > 0 } refused
        ? $"storage answers {refused.Status} {refused.ErrorCode}".TrimEnd()
        : failure.Message.Split('\n')[0].TrimEnd('.', '\r', ' ');

    /// <summary>Does something that needs storage, again and again until it succeeds.</summary>
    /// <param name="what">What it is, for the log.</param>
    /// <param name="attempt">Does it; may be done twice, since an answer may be lost.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <exception cref="RequestFailedException">Storage will never take it.</exception>
    public async Task<T> UntilDoneAsync<T>(string what, Func<Task<T>> attempt, CancellationToken cancellationToken)
    {
        for (var delay = FirstDelay; ; delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay)
        {
            try
            {
                return await attempt();
            }
            catch (Exception refused) when (IsStorageFailure(refused, cancellationToken) && !IsForGood(refused))
            {
                log.LogWarning("Storage did not take {What}: {Reason}; trying again", what, refused.Message.Split('\n')[0]);
                await Task.Delay(delay, cancellationToken);
            }
        }
    }

    /// <inheritdoc cref="UntilDoneAsync{T}"/>
    public Task UntilDoneAsync(string what, Func<Task> attempt, CancellationToken cancellationToken) => UntilDoneAsync(
        what,
        async () =>
        {
            await attempt();
            return true;
        },
        cancellationToken);
}
