using Azure;
using Trad.Storage.Requests;
using Trad.Storage.Tables;

namespace Trad.Storage;

/// <summary>Whether the storage account answers, and takes changes: what reads well may have no room left, or be read-only.</summary>
public sealed class StorageHealth(StorageClients clients)
{
    /// <summary>The state of a dependency that answers.</summary>
    public const string Healthy = "healthy";

    private const string Nothing = "health";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Asks the blob service: <see cref="Healthy"/>, or what is wrong.</summary>
    // Removing what is not there changes nothing, and is refused where a change would be.
    public Task<string> CheckBlobsAsync(CancellationToken cancellationToken) => TryAsync(
        token => clients.CandleContainer.GetBlobClient(Nothing).DeleteIfExistsAsync(cancellationToken: token), cancellationToken);

    /// <summary>Asks the table service: <see cref="Healthy"/>, or what is wrong.</summary>
    public Task<string> CheckTablesAsync(CancellationToken cancellationToken) =>
        TryAsync(token => clients.Table(TableSet.Jobs).DeleteEntityAsync(Nothing, Nothing, ETag.All, token), cancellationToken);

    private static async Task<string> TryAsync(Func<CancellationToken, Task> ask, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await ask(patience.Token);
            return Healthy;
        }
        catch (Exception) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return $"did not answer within {Patience.TotalSeconds:0} seconds";
        }
        catch (Exception failure) when (StorageFailure.Describe(failure) is { } what)
        {
            return what;
        }
    }
}
