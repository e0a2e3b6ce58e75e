using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;

namespace Trad.LocalRuntime.Durable;

/// <summary>
/// Where orchestrations are kept: <c>{hub}Instances</c>, one row each, and <c>{hub}History</c>, one partition each, whose
/// rows are appended turn by turn. The last row of a turn closes it; rows of a turn that was never closed do not count.
/// </summary>
internal sealed class DurableStore(TableServiceClient tables, PayloadStore payloads, string hubName)
{
    private const string InstancePartition = "instance";
    private const int TransactionLimit = 100;
    private const int LongPayloadLimit = 20;
    private const int ShortPayload = 4_000;

    private readonly TableClient _instances = tables.GetTableClient($"{hubName}Instances");
    private readonly TableClient _history = tables.GetTableClient($"{hubName}History");

    public Task InitializeAsync(CancellationToken cancellationToken) => Task.WhenAll(
        _instances.CreateIfNotExistsAsync(cancellationToken),
        _history.CreateIfNotExistsAsync(cancellationToken),
        payloads.InitializeAsync(cancellationToken));

    /// <summary>Records a new instance; false when there is one of that identity.</summary>
    public async Task<bool> TryAddAsync(InstanceRecord instance, CancellationToken cancellationToken)
    {
        try
        {
            await _instances.AddEntityAsync(await ToEntityAsync(instance, cancellationToken), cancellationToken);
            return true;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            return false;
        }
    }

    public async Task SaveAsync(InstanceRecord instance, CancellationToken cancellationToken) =>
        await _instances.UpsertEntityAsync(await ToEntityAsync(instance, cancellationToken), TableUpdateMode.Replace, cancellationToken);

    public async Task<InstanceRecord?> FindAsync(string instanceId, CancellationToken cancellationToken)
    {
        var found = await _instances.GetEntityIfExistsAsync<TableEntity>(InstancePartition, Key(instanceId), cancellationToken: cancellationToken);
        return found.HasValue ? await ToRecordAsync(found.Value!, cancellationToken) : null;
    }

    /// <summary>Every instance that has not ended.</summary>
    public async Task<IReadOnlyList<InstanceRecord>> ReadUnfinishedAsync(CancellationToken cancellationToken)
    {
        var unfinished = new List<InstanceRecord>();
        var filter = $"PartitionKey eq '{InstancePartition}' and (Status eq '{OrchestrationRuntimeStatus.Pending}' or Status eq '{OrchestrationRuntimeStatus.Running}' or Status eq '{OrchestrationRuntimeStatus.Suspended}')";
        await foreach (var entity in _instances.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            unfinished.Add(await ToRecordAsync(entity, cancellationToken));
        }

        return unfinished;
    }

    /// <summary>Appends a turn; it counts as a whole or not at all.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="position">The number of events before it.</param>
    /// <param name="turn">The events.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task AppendAsync(InstanceRecord instance, int position, IReadOnlyList<HistoryEvent> turn, CancellationToken cancellationToken)
    {
        var entities = new List<TableTransactionAction>(turn.Count);
        for (var i = 0; i < turn.Count; i++)
        {
            var entity = await ToEntityAsync(instance, position + i, turn[i], cancellationToken);
            entity["ClosesTurn"] = i == turn.Count - 1;
            entities.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, entity));
        }

        // A transaction takes 4 MB: as many of the longest inline payloads as this, escaped at worst.
        foreach (var part in entities.Chunk(turn.Any(happened => happened.Payload?.Length > ShortPayload) ? LongPayloadLimit : TransactionLimit))
        {
            await _history.SubmitTransactionAsync(part, cancellationToken);
        }
    }

    /// <summary>The history of an instance's present generation, as far as its turns were closed.</summary>
    public async Task<IReadOnlyList<HistoryEvent>> ReadHistoryAsync(InstanceRecord instance, CancellationToken cancellationToken)
    {
        var events = new List<HistoryEvent>();
        var closed = 0;
        var from = RowKey(instance.Generation, 0);
        var to = RowKey(instance.Generation + 1, 0);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Key(instance.InstanceId)} and RowKey ge {from} and RowKey lt {to}");
        await foreach (var entity in _history.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            events.Add(await ToEventAsync(entity, cancellationToken));
            if (entity.GetBoolean("ClosesTurn") == true)
            {
                closed = events.Count;
            }
        }

        events.RemoveRange(closed, events.Count - closed);
        return events;
    }

    /// <summary>Removes the history of generations before the present one.</summary>
    public async Task ForgetEarlierGenerationsAsync(InstanceRecord instance, CancellationToken cancellationToken)
    {
        var to = RowKey(instance.Generation, 0);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Key(instance.InstanceId)} and RowKey lt {to}");
        var old = new List<TableTransactionAction>();
        await foreach (var entity in _history.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
        {
            old.Add(new TableTransactionAction(TableTransactionActionType.Delete, entity, ETag.All));
        }

        foreach (var part in old.Chunk(TransactionLimit))
        {
            await _history.SubmitTransactionAsync(part, cancellationToken);
        }
    }

    /// <summary>A page of the instances that fit a filter of the table.</summary>
    public async IAsyncEnumerable<(IReadOnlyList<InstanceRecord> Records, string? Next)> QueryAsync(
        string filter, int pageSize, string? continuationToken, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var pages = _instances.QueryAsync<TableEntity>($"PartitionKey eq '{InstancePartition}'{filter}", cancellationToken: cancellationToken);
        await foreach (var page in pages.AsPages(continuationToken, pageSize).WithCancellation(cancellationToken))
        {
            var records = new List<InstanceRecord>(page.Values.Count);
            foreach (var entity in page.Values)
            {
                records.Add(await ToRecordAsync(entity, cancellationToken));
            }

            yield return (records, page.ContinuationToken);
        }
    }

    /// <summary>Removes an instance: its history, its payloads, and its row last, so that an interrupted purge can be repeated.</summary>
    public async Task PurgeAsync(InstanceRecord instance, CancellationToken cancellationToken)
    {
        await ForgetEarlierGenerationsAsync(instance with { Generation = int.MaxValue }, cancellationToken);
        await payloads.DeleteAllAsync(instance.InstanceId, cancellationToken);
        await _instances.DeleteEntityAsync(InstancePartition, Key(instance.InstanceId), ETag.All, cancellationToken);
    }

    // Instance ids may hold characters that keys may not.
    private static string Key(string instanceId) => Uri.EscapeDataString(instanceId);

    private static string RowKey(int generation, int position) =>
        string.Create(CultureInfo.InvariantCulture, $"{generation:D10}-{position:D8}");

    private async Task<TableEntity> ToEntityAsync(InstanceRecord instance, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(InstancePartition, Key(instance.InstanceId))
        {
            ["InstanceId"] = instance.InstanceId,
            ["Name"] = instance.Name,
            ["Generation"] = instance.Generation,
            ["Status"] = instance.Status.ToString(),
            ["CreatedAt"] = instance.CreatedAt,
            ["LastUpdatedAt"] = instance.LastUpdatedAt,
            ["StartAt"] = instance.StartAt,
            ["ParentName"] = instance.Parent?.Name,
            ["ParentInstanceId"] = instance.Parent?.InstanceId,
            ["ParentGeneration"] = instance.Parent?.Generation,
            ["ParentTaskId"] = instance.Parent?.TaskId,
        };
        await payloads.SetAsync(entity, "Input", instance.InstanceId, instance.Input, cancellationToken);
        await payloads.SetAsync(entity, "Output", instance.InstanceId, instance.Output, cancellationToken);
        await payloads.SetAsync(entity, "CustomStatus", instance.InstanceId, instance.CustomStatus, cancellationToken);
        return entity;
    }

    private async Task<InstanceRecord> ToRecordAsync(TableEntity entity, CancellationToken cancellationToken) =>
        new(entity.GetString("InstanceId"), entity.GetString("Name"), entity.GetInt32("Generation")!.Value, entity.GetDateTimeOffset("CreatedAt")!.Value)
        {
            Status = Enum.Parse<OrchestrationRuntimeStatus>(entity.GetString("Status")),
            LastUpdatedAt = entity.GetDateTimeOffset("LastUpdatedAt")!.Value,
            StartAt = entity.GetDateTimeOffset("StartAt"),
            Parent = entity.GetString("ParentInstanceId") is { } parent
                ? new ParentCall(entity.GetString("ParentName"), parent, entity.GetInt32("ParentGeneration")!.Value, entity.GetInt32("ParentTaskId")!.Value)
                : null,
            Input = await payloads.GetAsync(entity, "Input", cancellationToken),
            Output = await payloads.GetAsync(entity, "Output", cancellationToken),
            CustomStatus = await payloads.GetAsync(entity, "CustomStatus", cancellationToken),
        };

    private async Task<TableEntity> ToEntityAsync(InstanceRecord instance, int position, HistoryEvent happened, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(Key(instance.InstanceId), RowKey(instance.Generation, position))
        {
            ["Kind"] = happened.Kind.ToString(),
            ["Ticks"] = happened.Time.UtcTicks,
            ["TaskId"] = happened.TaskId,
        };
        if (happened.Name is not null)
        {
            entity["Name"] = happened.Name;
        }

        if (happened.Target is not null)
        {
            entity["Target"] = happened.Target;
        }

        await payloads.SetAsync(entity, "Payload", instance.InstanceId, happened.Payload, cancellationToken);
        return entity;
    }

    private async Task<HistoryEvent> ToEventAsync(TableEntity entity, CancellationToken cancellationToken) => new(
        Enum.Parse<HistoryEventKind>(entity.GetString("Kind")),
        new DateTimeOffset(entity.GetInt64("Ticks")!.Value, TimeSpan.Zero),
        entity.GetInt32("TaskId")!.Value,
        entity.GetString("Name"),
        await payloads.GetAsync(entity, "Payload", cancellationToken),
        entity.GetString("Target"));
}
