using Azure.Data.Tables;
using Microsoft.DurableTask.Client;

namespace Trad.LocalRuntime.Durable.Storage;

/// <summary>The row of an instance record.</summary>
internal static class InstanceRow
{
    public const string Partition = "instance";

    private const string DamagedName = "(damaged)";

    public static async Task<TableEntity> WriteAsync(InstanceRecord instance, PayloadStore payloads, CancellationToken cancellationToken)
    {
        var row = await WriteProgressAsync(instance, payloads, cancellationToken);
        row["InstanceId"] = instance.InstanceId;
        row["ExecutionId"] = instance.ExecutionId;
        row["Name"] = instance.Name;
        row["Version"] = instance.Version;
        row["Generation"] = instance.Generation;
        row["CreatedAt"] = instance.CreatedAt;
        row["StartAt"] = instance.StartAt;
        row["ParentName"] = instance.Parent?.Name;
        row["ParentInstanceId"] = instance.Parent?.InstanceId;
        row["ParentGeneration"] = instance.Parent?.Generation;
        row["ParentTaskId"] = instance.Parent?.TaskId;
        row["TraceParent"] = instance.TraceParent;

        // A start that is refused must not have touched the input of the instance that is there.
        await payloads.SetAsync(row, "Input", instance, $"input-{instance.ExecutionId}", instance.Input, cancellationToken);
        return row;
    }

    /// <summary>Only what changes while a generation runs.</summary>
    public static async Task<TableEntity> WriteProgressAsync(
        InstanceRecord instance, PayloadStore payloads, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition, StorageKey.Encode(instance.InstanceId))
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

    /// <summary>
    /// Reads a row. One that cannot be read is a failed instance that says so, so that a list names it and it can be purged.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="payloads">Where the long texts are; null reads none.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<InstanceRecord> ReadAsync(TableEntity row, PayloadStore? payloads, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadSoundAsync(row, payloads, cancellationToken);
        }
        catch (Exception damaged)
            when (damaged is ArgumentException or InvalidCastException or FormatException
                or (InvalidOperationException and not ObjectDisposedException))
        {
            var changed = row.Timestamp ?? DateTimeOffset.UnixEpoch;
            return new InstanceRecord(Uri.UnescapeDataString(row.RowKey), DamagedName, 0, changed)
            {
                Status = OrchestrationRuntimeStatus.Failed,
                LastUpdatedAt = changed,
                Output = $"The row of this orchestration is damaged: {damaged.Message}",
            };
        }
    }

    private static async Task<InstanceRecord> ReadSoundAsync(TableEntity row, PayloadStore? payloads, CancellationToken cancellationToken)
    {
        var record = new InstanceRecord(
            row.GetString("InstanceId") ?? throw new FormatException("InstanceId is missing"),
            row.GetString("Name") ?? throw new FormatException("Name is missing"),
            row.GetInt32("Generation") ?? throw new FormatException("Generation is missing"),
            row.GetDateTimeOffset("CreatedAt") ?? throw new FormatException("CreatedAt is missing"))
        {
            ExecutionId = row.GetString("ExecutionId"),
            Version = row.GetString("Version") ?? "",
            Status = Enum.Parse<OrchestrationRuntimeStatus>(row.GetString("Status")),
            LastUpdatedAt = row.GetDateTimeOffset("LastUpdatedAt") ?? throw new FormatException("LastUpdatedAt is missing"),
            StartAt = row.GetDateTimeOffset("StartAt"),
            TraceParent = row.GetString("TraceParent"),
            Parent = row.GetString("ParentInstanceId") is { } parent
                ? new ParentCall(
                    row.GetString("ParentName"), parent, row.GetInt32("ParentGeneration")!.Value, row.GetInt32("ParentTaskId")!.Value)
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
