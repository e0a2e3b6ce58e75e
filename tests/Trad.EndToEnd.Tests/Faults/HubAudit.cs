using System.Diagnostics;
using System.Text.Json;
using Azure.Data.Tables;
using Trad.Durable.FaultHost;

namespace Trad.EndToEnd.Tests.Faults;

/// <summary>Reads what a hub holds, past the engine.</summary>
internal sealed class HubAudit(string connectionString, string hub)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly string[] Decisions = ["ActivityScheduled", "TimerCreated", "SubOrchestrationScheduled", "EventSent"];
    private static readonly string[] Answers =
        ["ActivityCompleted", "ActivityFailed", "TimerFired", "SubOrchestrationCompleted", "SubOrchestrationFailed", "EventDelivered"];

    /// <summary>The tokens of every activity whose result has been recorded.</summary>
    public async Task<IReadOnlyList<Token>> ReadRecordedTokensAsync() =>
        [.. (await ReadCommittedAsync()).Where(row => row.GetString("Kind") == "ActivityCompleted")
            .Select(row => JsonSerializer.Deserialize<Token>(row.GetString("Payload"))!)];

    /// <summary>
    /// Checks that no orchestration's history has a gap, a second start or end, or a second event for one task. What is recorded as
    /// ended may have a turn left in which its orchestration ends: that is waited for.
    /// </summary>
    public async Task AssertHistoryIsSoundAsync()
    {
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(100, TestContext.Current.CancellationToken))
        {
            var histories = (await ReadCommittedAsync()).GroupBy(row => (row.PartitionKey, Generation: row.RowKey[..10])).ToList();
            var open = histories.Where(history => history.All(row => row.GetString("Kind") != "ExecutionEnded")).ToList();
            if (open.Count == 0)
            {
                AssertSound(histories);
                return;
            }

            Assert.True(
                Stopwatch.GetElapsedTime(began) < Patience,
                $"These have not ended: {string.Join(", ", open.Select(history => $"{history.Key} with {history.Count()} events"))}.");
        }
    }

    private static void AssertSound(IEnumerable<IEnumerable<TableEntity>> histories)
    {
        foreach (var generation in histories)
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
