using Azure;
using Azure.Data.Tables.Models;
using Trad.Candles.Stores;
using Trad.Storage.Requests;

namespace Trad.Storage.Tables;

/// <summary>
/// Changes that hold only for the version that was read: whoever comes second reads again, after a pause that keeps two from
/// stumbling over each other for ever, and not without end.
/// </summary>
internal static class OptimisticUpdate
{
    /// <summary>Attempts before it is given up: far more than any crowd of writers needs whose turns come by chance.</summary>
    public const int MostAttempts = 200;

    private static readonly OptimisticRetry Retry = new(MostAttempts);

    /// <summary>Tries a change until it is done.</summary>
    /// <param name="what">What is changed, for the message.</param>
    /// <param name="attempt">Reads and tries to write; not done means that somebody else was first.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <exception cref="StorageUnavailableException">Others were always first.</exception>
    public static async Task<T> RunAsync<T>(
        string what, Func<Task<(bool IsDone, T Result)>> attempt, CancellationToken cancellationToken) =>
        await Retry.RunAsync(attempt, cancellationToken) is (true, var result)
            ? result
            : throw new StorageUnavailableException($"let others write {what} first {MostAttempts} times");

    /// <summary>Whether a refusal says that somebody else was first; a table that is not there would refuse for ever.</summary>
    public static bool IsConflict(RequestFailedException refused) =>
        refused.Status is 404 or 409 or 412
            && refused.ErrorCode != TableErrorCode.TableNotFound
            && refused.ErrorCode != TableErrorCode.TableBeingDeleted;
}
