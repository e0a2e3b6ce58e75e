using Azure.Data.Tables;
using Trad.LocalRuntime.Durable.Hub;
using Trad.LocalRuntime.Durable.Storage;

namespace Trad.LocalRuntime.Durable.Distributed;

/// <summary>Keeps the two engines apart: each has a hub of its own, and only one of them works for an app at a time.</summary>
internal sealed class EngineBoundary(HubStorage storage, LocalRuntimeOptions options)
{
    /// <summary>What an embedded engine asks before it touches its hub.</summary>
    /// <exception cref="HubException">The hub is of the other engine, or that engine is at work.</exception>
    public async Task EnsureForEmbeddedAsync(CancellationToken cancellationToken)
    {
        await EnsureNoFunctionAppAsync("the embedded engine does not read it", cancellationToken);
        var members = new HubMembers(storage, options.SharedHubName);
        if (await members.ExistAsync(cancellationToken) && await members.ReadLivingAsync(cancellationToken) is [var living, ..])
        {
            throw new HubException(
                $"The hub '{options.HubName}' is worked on with --engine azure-storage by {living}: end it first, or start with --engine azure-storage.");
        }
    }

    /// <summary>What an engine for several processes asks before it touches its hub.</summary>
    /// <exception cref="HubException">The hub is of the other engine, or that engine is at work.</exception>
    public async Task EnsureForAzureStorageAsync(CancellationToken cancellationToken)
    {
        // Two apps with hubs of their own would take each other's jobs for lost.
        await EnsureNoFunctionAppAsync(
            $"--engine azure-storage has a hub of its own, '{options.SharedHubName}', and would take that one's jobs for lost",
            cancellationToken);
        var instances = storage.Tables.GetTableClient($"{options.SharedHubName}Instances");
        if (await HasRowAsync(instances, HubSchema.Partition, HubSchema.Row, cancellationToken))
        {
            throw new HubException(
                $"The hub '{options.SharedHubName}' was made by the embedded engine: --engine azure-storage does not read it; use another storage account or data folder.");
        }

        // By what the lease says: the host that holds it may be starting, and not be among the members yet.
        if (options.IsWorker
            && await HubLease.FindHolderAsync(storage, options.HubName, cancellationToken)
                is { Engine: DurableEngineKind.Embedded, Owner: { HasEnded: false } owner })
        {
            throw new HubException(
                $"The hub '{options.HubName}' is worked on by the embedded engine of process {owner.ProcessId} on {owner.Machine}: end it, and start 'trad serve --engine azure-storage' instead.");
        }
    }

    /// <summary>
    /// What the other engine left unfinished on the same storage, in a line; null when that is nothing. It is no reason to refuse: a
    /// training goes on from its recorded trials, and the lost attempt can record nothing any more.
    /// </summary>
    public async Task<string?> FindLeftBehindAsync(CancellationToken cancellationToken)
    {
        var isEmbedded = options.Engine == DurableEngineKind.Embedded;
        var (other, column) = isEmbedded ? (options.SharedHubName, "RuntimeStatus") : (options.HubName, "Status");
        var count = 0;
        if (await storage.HasTableAsync($"{other}Instances", cancellationToken))
        {
            var rows = storage.Tables.GetTableClient($"{other}Instances").QueryAsync<TableEntity>(
                $"{column} eq 'Running' or {column} eq 'Pending' or {column} eq 'Suspended'", select: ["RowKey"],
                cancellationToken: cancellationToken);
            await foreach (var _ in rows)
            {
                count++;
            }
        }

        return count == 0
            ? null
            : $"The {(isEmbedded ? "engine azure-storage" : "embedded engine")} left {count} unfinished orchestrations in its own hub, which this one does not read: trainings go on here from their recorded trials, anything else when that engine is started again.";
    }

    // Who owns which queue is in a table; in older versions of Durable Functions it was in blobs.
    private async Task EnsureNoFunctionAppAsync(string consequence, CancellationToken cancellationToken)
    {
        if (await storage.HasTableAsync($"{options.HubName}Partitions", cancellationToken)
            || await storage.Blobs.GetBlobContainerClient($"{options.HubName.ToLowerInvariant()}-leases").ExistsAsync(cancellationToken))
        {
            throw new HubException(
                $"The hub '{options.HubName}' was made by the engine of Durable Functions (azure-storage): {consequence}; use another storage account or data folder.");
        }
    }

    private static async Task<bool> HasRowAsync(TableClient table, string partition, string row, CancellationToken cancellationToken)
    {
        try
        {
            return (await table.GetEntityIfExistsAsync<TableEntity>(partition, row, ["RowKey"], cancellationToken)).HasValue;
        }
        catch (Azure.RequestFailedException missing) when (missing.Status == 404)
        {
            return false;
        }
    }
}
