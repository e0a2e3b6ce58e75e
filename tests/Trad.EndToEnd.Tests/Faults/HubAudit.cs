using System.Text.Json;
using Azure.Data.Tables;
using Trad.Durable.FaultHost;

namespace Trad.EndToEnd.Tests.Faults;

/// <summary>Reads what a hub holds, past the engine.</summary>
internal sealed class HubAudit(string connectionString, string hub)
{
    private static readonly string[] Decisions = ["ActivityScheduled", "TimerCreated", "SubOrchestrationScheduled", "EventSent"];
    private static readonly string[] Answers =
        ["ActivityCompleted", "ActivityFailed", "TimerFired", "SubOrchestrationCompleted", "SubOrchestrationFailed", "EventDelivered"];

    /// <summary>The tokens of every activity whose result has been recorded.</summary>
    public async Task<IReadOnlyList<Token>> ReadRecordedTokensAsync() =>
        [.. (await ReadCommittedAsync()).Where(row => row.GetString("Kind") == "ActivityCompleted")
            .Select(row => JsonSerializer.Deserialize<Token>(row.GetString("Payload"))!)];

    /// <summary>Checks that no orchestration's history has a gap, a second start or end, or a second event for one task.</summary>
    public async Task AssertHistoryIsSoundAsync()
    {
        foreach (var generation in (await ReadCommittedAsync()).GroupBy(row => (row.PartitionKey, Generation: row.RowKey[..10])))
        {
            var rows = generation.ToList();
            Assert.Equal(
                Enumerable.Range(0, rows.Count),
                rows.Select(row => int.Parse(row.RowKey[11..], System.Globalization.CultureInfo.InvariantCulture)));
            Assert.Single(rows, row => row.GetString("Kind") == "ExecutionStarted");
            Assert.Single(rows, row => row.GetString("Kind") == "ExecutionEnded");
            Assert.Empty(Repeated(rows.Where(row => Decisions.Contains(row.GetString("Kind")))));
            Assert.Empty(Repeated(rows.Where(row => Answers.Contains(row.GetString("Kind")))));
        }
    }

    private static IEnumerable<int?> Repeated(IEnumerable<TableEntity> rows) =>
        rows.GroupBy(row => row.GetInt32("TaskId")).Where(task => task.Count() > 1).Select(task => task.Key);

    // Rows behind the last one that closes a turn belong to a turn that was never committed.
    private async Task<IReadOnlyList<TableEntity>> ReadCommittedAsync()
    {
        var rows = new List<TableEntity>();
        await foreach (var row in new TableClient(connectionString, $"{hub}History").QueryAsync<TableEntity>())
        {
            rows.Add(row);
        }

        return [.. rows.GroupBy(row => (row.PartitionKey, Generation: row.RowKey[..10]))
            .SelectMany(generation => generation.Take(generation.ToList().FindLastIndex(row => row.GetBoolean("ClosesTurn") == true) + 1))];
    }
}
