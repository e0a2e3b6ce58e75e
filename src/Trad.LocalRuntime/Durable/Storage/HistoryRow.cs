using Azure.Data.Tables;

namespace Trad.LocalRuntime.Durable.Storage;

/// <summary>The row of a history event.</summary>
internal static class HistoryRow
{
    /// <summary>Whether a row ends its turn; rows behind the last such row were never committed as a whole.</summary>
    public const string ClosesTurn = nameof(ClosesTurn);

    public static async Task<TableEntity> WriteAsync(
        InstanceRecord instance, int position, HistoryEvent happened, bool closesTurn, PayloadStore payloads,
        CancellationToken cancellationToken)
    {
        var row = new TableEntity(StorageKey.Encode(instance.InstanceId), StorageKey.OfEvent(instance.Generation, position))
        {
            ["Kind"] = happened.Kind.ToString(),
            ["Ticks"] = happened.Time.UtcTicks,
            ["TaskId"] = happened.TaskId,
            [ClosesTurn] = closesTurn,
        };
        if (happened.Name is not null)
        {
            row["Name"] = happened.Name;
        }

        if (happened.Other is not null)
        {
            row["Other"] = happened.Other;
        }

        await payloads.SetAsync(row, "Payload", instance, $"{position}", happened.Payload, cancellationToken);
        return row;
    }

    public static async Task<HistoryEvent> ReadAsync(TableEntity row, PayloadStore payloads, CancellationToken cancellationToken) => new(
        Enum.Parse<HistoryEventKind>(row.GetString("Kind")),
        new DateTimeOffset(row.GetInt64("Ticks")!.Value, TimeSpan.Zero),
        row.GetInt32("TaskId")!.Value,
        row.GetString("Name"),
        await payloads.GetAsync(row, "Payload", cancellationToken),
        row.GetString("Other"));
}
