using Azure.Data.Tables;
using Microsoft.DurableTask.Client;

namespace Trad.LocalRuntime.Durable.Storage;

/// <summary>The row of an instance record.</summary>
internal static class InstanceRow
{
    public const string Partition = "instance";

    public static async Task<TableEntity> WriteAsync(InstanceRecord instance, PayloadStore payloads, CancellationToken cancellationToken)
    {
        var row = await WriteProgressAsync(instance, payloads, cancellationToken);
        row["InstanceId"] = instance.InstanceId;
        row["ExecutionId"] = instance.ExecutionId;
        row["Name"] = instance.Name;
        row["Generation"] = instance.Generation;
        row["CreatedAt"] = instance.CreatedAt;
        row["StartAt"] = instance.StartAt;
        row["ParentName"] = instance.Parent?.Name;
        row["ParentInstanceId"] = instance.Parent?.InstanceId;
        row["ParentGeneration"] = instance.Parent?.Generation;
        row["ParentTaskId"] = instance.Parent?.TaskId;

        // A start that is refused must not have touched the input of the instance that is there.
        await payloads.SetAsync(row, "Input", instance, $"input-{instance.ExecutionId}", instance.Input, cancellationToken);
        return row;
    }

    /// <summary>Only what changes while a generation runs.</summary>
    public static async Task<TableEntity> WriteProgressAsync(InstanceRecord instance, PayloadStore payloads, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition, StorageKey.Of(instance.InstanceId))
        {
            ["Status"] = instance.Status.ToString(),
            ["LastUpdatedAt"] = instance.LastUpdatedAt,
        };
        PayloadStore.Clear(row, "Output");
        PayloadStore.Clear(row, "CustomStatus");
        await payloads.SetAsync(row, "Output", instance, "output", instance.Output, cancellationToken);
        await payloads.SetAsync(row, "CustomStatus", instance, "status", instance.CustomStatus, cancellationToken);
        return row;
    }

    /// <param name="row">The row.</param>
    /// <param name="payloads">Where the long texts are; null reads none.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<InstanceRecord> ReadAsync(TableEntity row, PayloadStore? payloads, CancellationToken cancellationToken)
    {
        var record = new InstanceRecord(
            row.GetString("InstanceId"), row.GetString("Name"), row.GetInt32("Generation")!.Value, row.GetDateTimeOffset("CreatedAt")!.Value)
        {
            ExecutionId = row.GetString("ExecutionId"),
            Status = Enum.Parse<OrchestrationRuntimeStatus>(row.GetString("Status")),
            LastUpdatedAt = row.GetDateTimeOffset("LastUpdatedAt")!.Value,
            StartAt = row.GetDateTimeOffset("StartAt"),
            Parent = row.GetString("ParentInstanceId") is { } parent
                ? new ParentCall(row.GetString("ParentName"), parent, row.GetInt32("ParentGeneration")!.Value, row.GetInt32("ParentTaskId")!.Value)
                : null,
        };
        return payloads is null
            ? record
            : record with
            {
                Input = await payloads.GetAsync(row, "Input", cancellationToken),
                Output = await payloads.GetAsync(row, "Output", cancellationToken),
                CustomStatus = await payloads.GetAsync(row, "CustomStatus", cancellationToken),
            };
    }
}
