using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trad.LocalRuntime.Durable.Storage;

namespace Trad.LocalRuntime.Durable.Hub;

/// <summary>
/// The right of one host to work on a hub: a lease on a blob, renewed while the host lives. The lease of a host of this
/// machine whose process is gone is broken at once; that of another machine runs out.
/// </summary>
/// <remarks>No retries of a library: what failed is not repeated, the next renewal comes at its time anyway.</remarks>
internal sealed class HubLease(
    HubStorage storage, HubHold hold, LocalRuntimeOptions options, IHostApplicationLifetime host, TimeProvider clock, ILogger<HubLease> log)
    : IAsyncDisposable
{
    private static readonly TimeSpan Duration = HubHold.Granted;
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(8);

    // A machine that wakes from sleep notices soon that the lease is old.
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _released = new();
    private BlobLeaseClient? _lease;
    private int _isReleased;
    private Task _renewing = Task.CompletedTask;

    /// <summary>Takes the hub.</summary>
    /// <exception cref="HubException">Another host works on it.</exception>
    public async Task AcquireAsync(CancellationToken cancellationToken)
    {
        var container = storage.Blobs.GetBlobContainerClient($"{options.HubName.ToLowerInvariant()}-host");
        await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        var blob = container.GetBlobClient("lease");
        if (!await blob.ExistsAsync(cancellationToken))
        {
            try
            {
                await blob.UploadAsync(BinaryData.Empty, cancellationToken);
            }
            catch (RequestFailedException leased) when (leased.Status is 409 or 412)
            {
                // Another host was quicker; the lease decides.
            }
        }

        var lease = blob.GetBlobLeaseClient();
        var asked = hold.Now;
        try
        {
            await lease.AcquireAsync(Duration, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException held) when (held.Status == 409)
        {
            var properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            var holder = HubHolder.Read(properties.Value.Metadata);
            if (holder is not { Owner.HasEnded: true })
            {
                throw new HubException(
                    holder is null ? $"The hub '{options.HubName}' is in use by another host." : Describe(holder), held);
            }

            await lease.BreakAsync(TimeSpan.Zero, cancellationToken: cancellationToken);
            asked = hold.Now;
            await lease.AcquireAsync(Duration, cancellationToken: cancellationToken);
        }

        hold.Renew(asked);
        await blob.SetMetadataAsync(
            new HubHolder(HubOwner.ThisProcess, options.Engine).ToMetadata(),
            new BlobRequestConditions { LeaseId = lease.LeaseId },
            cancellationToken);
        _lease = lease;
        _renewing = RenewAsync(lease);
    }

    /// <summary>Who holds a hub's lease; null when nobody does.</summary>
    public static async Task<HubHolder?> FindHolderAsync(HubStorage storage, string hubName, CancellationToken cancellationToken)
    {
        try
        {
            var blob = storage.Blobs.GetBlobContainerClient($"{hubName.ToLowerInvariant()}-host").GetBlobClient("lease");
            var properties = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
            return properties.LeaseState == LeaseState.Leased ? HubHolder.Read(properties.Metadata) : null;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Gives the hub back; the second time there is nothing left to do.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isReleased, 1) == 1)
        {
            return;
        }

        await _released.CancelAsync();
        await _renewing;
        hold.End();
        if (Interlocked.Exchange(ref _lease, null) is { } lease)
        {
            try
            {
                await lease.ReleaseAsync();
            }
            catch (Exception gone) when (gone is RequestFailedException or AggregateException)
            {
                log.LogInformation("The hub could not be given back: {Reason}", gone.Message);
            }
        }

        _released.Dispose();
    }

    private string Describe(HubHolder holder)
    {
        var isShared = holder.Engine == DurableEngineKind.AzureStorage;
        return $"The hub '{options.HubName}' is in use by another host with {(isShared ? "--engine azure-storage" : "the embedded engine")}, "
            + $"process {holder.Owner.ProcessId} on {holder.Owner.Machine}; end it, or wait {Duration.TotalSeconds:0} seconds after its machine went down. "
            + (isShared
                ? "To add this process to it, start 'trad worker'."
                : "Several processes share one when the one that serves has --engine azure-storage.");
    }

    private async Task RenewAsync(BlobLeaseClient lease)
    {
        while (!_released.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(PollInterval, clock, _released.Token);
                if (hold.Age >= Renewal)
                {
                    var asked = hold.Now;
                    await lease.RenewAsync(cancellationToken: _released.Token);
                    hold.Renew(asked);
                }
            }
            catch (OperationCanceledException) when (_released.IsCancellationRequested)
            {
                return;
            }
            catch (RequestFailedException lost) when (lost.Status is 409 or 412)
            {
                log.LogCritical(lost, "Another host has taken the hub {Hub}; this one stops", options.HubName);
                _lease = null;
                host.StopApplication();
                return;
            }
            catch (Exception refused) when (StoragePatience.IsStorageFailure(refused, _released.Token))
            {
                log.LogWarning(
                    "The hub {Hub} could not be held on to: {Reason}; trying again{Meanwhile}",
                    options.HubName, refused.Message.Split('\n')[0], hold.HasRunOut ? ", and writing nothing until that succeeds" : "");
            }
        }
    }
}
