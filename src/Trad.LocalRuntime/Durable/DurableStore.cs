using System.Globalization;
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
        var filter = $"PartitionKey eq '{InstancePartition}' and (Status eq '{OrchestrationRuntimeStatus.Pending}' or Status eq '{OrchestrationRuntimeStatus.Running}')";
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

        foreach (var part in entities.Chunk(TransactionLimit))
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

    // Instance ids may hold characters that keys may not.
    private static string Key(string instanceId) => Uri.EscapeDataString(instanceId);

    private static string RowKey(int generation, int position) =>
        string.Create(CultureInfo.InvariantCulture, $"{generation:D6}-{position:D8}");

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

        await payloads.SetAsync(entity, "Payload", instance.InstanceId, happened.Payload, cancellationToken);
        return entity;
    }

    private async Task<HistoryEvent> ToEventAsync(TableEntity entity, CancellationToken cancellationToken) => new(
        Enum.Parse<HistoryEventKind>(entity.GetString("Kind")),
        new DateTimeOffset(entity.GetInt64("Ticks")!.Value, TimeSpan.Zero),
        entity.GetInt32("TaskId")!.Value,
        entity.GetString("Name"),
        await payloads.GetAsync(entity, "Payload", cancellationToken));
}
