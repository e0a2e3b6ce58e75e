using System.Text.Json;
using Azure.Data.Tables;

namespace Trad.LocalRuntime.Tests.Hosting;

/// <summary>What the history of a hub says, read past the engine.</summary>
internal static class HubHistory
{
    /// <summary>The results of activities that have been recorded.</summary>
    public static HashSet<T> ReadRecorded<T>(this TestHub hub)
        where T : notnull =>
        [.. Read(hub).Where(
            row => row.GetString("Kind") == "ActivityCompleted").Select(row => TryRead<T>(row.GetString("Payload"))).OfType<T>()];

    /// <summary>Checks that no task of any generation was decided twice or answered twice, and that nothing started twice.</summary>
    public static void AssertNothingTwice(this TestHub hub)
    {
        foreach (var generation in Read(hub).GroupBy(row => (row.PartitionKey, row.RowKey[..10])))
        {
            Assert.Single(generation, row => row.GetString("Kind") == "ExecutionStarted");
            Assert.All(
                generation.Where(row => row.GetInt32("TaskId") >= 0).GroupBy(row => row.GetInt32("TaskId")),
                task => Assert.InRange(task.Count(), 1, 2));
        }
    }

    private static IReadOnlyList<TableEntity> Read(TestHub hub) =>
        [.. hub.Table("History").Query<TableEntity>(cancellationToken: TestContext.Current.CancellationToken)];

    private static T? TryRead<T>(string? json)
    {
        try
        {
            return json is null ? default : JsonSerializer.Deserialize<T>(json);
        }
        catch (JsonException)
        {
            // The result of another kind of activity.
            return default;
        }
    }
}
