using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Trad.Functions.Tests.Backfills;
using Trad.Functions.Tests.Hosting;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.Functions.Tests.Operations;

/// <summary>Nobody is told a time below zero, or an end before its beginning, however a machine's clock is set.</summary>
public sealed partial class BackwardClockTests(AzuriteFixture azurite)
{
    private static readonly string[] Order = ["createdAt", "queuedAt", "startedAt", "updatedAt", "lastUpdatedAt", "finishedAt", "endedAt"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_told_below_zero_or_backwards_on_a_clock_that_is_set_back_again_and_again()
    {
        await using var app = new AppHost(azurite) { Clock = new BackwardClock() };
        await app.InitializeAsync();
        await WorkScopeTests.StoreCandlesAsync(app);

        var job = await WorkScopeTests.RunAsync(app, TrainingApp.Request(trials: 12));
        var backfill = await EndedBackfill.RunAsync(app.Http, "SOLUSDT", Cancellation);

        Assert.Equal((JobState.Completed, null), (job.State, job.Error));
        string[] paths =
        [
            "training/jobs", $"training/jobs/{job.Id}", $"training/jobs/{job.Id}/trials", $"training/jobs/{job.Id}/logs",
            $"assets/{job.AssetId}", "assets", "backfills", $"backfills/{backfill}", "system", "health", "system/orchestrations",
            $"system/orchestrations/{job.OrchestrationId}", $"system/orchestrations/{job.OrchestrationId}/history", "candles/imports",
        ];
        foreach (var path in paths)
        {
            AssertForward(await app.Http.GetFromJsonAsync<JsonNode>($"api/{path}", Cancellation), path);
        }
    }

    [Fact]
    public void Progress_and_timings_take_a_time_below_zero_for_none()
    {
        var hour = TimeSpan.FromHours(1);

        Assert.Equal(0, JobProgress.At(JobPhase.Evaluating, 5, 10, 1.0, -hour).ElapsedMs);
        Assert.Equal(0, JobProgress.At(JobPhase.Evaluating, 5, 10, 1.0, -hour).RemainingMs);
        Assert.Equal(hour.TotalMilliseconds, JobProgress.At(JobPhase.Evaluating, 5, 10, 1.0, hour).ElapsedMs);
    }

    private static void AssertForward(JsonNode? node, string where)
    {
        switch (node)
        {
            case JsonObject all:
                var moments = Order.Select(name => (Name: name, Value: (string?)all[name])).Where(each => each.Value is not null)
                    .Select(each => (each.Name, At: DateTimeOffset.Parse(each.Value!, null))).ToList();
                Assert.All(moments.Zip(moments.Skip(1)), pair => Assert.True(
                    pair.Second.At >= pair.First.At,
                    $"{where}: {pair.Second.Name} {pair.Second.At:O} before {pair.First.Name} {pair.First.At:O}"));
                foreach (var (name, value) in all)
                {
                    if (Span().IsMatch(name) && value?.GetValueKind() == System.Text.Json.JsonValueKind.Number)
                    {
                        Assert.True((double)value >= 0, $"{where}.{name} is {value}");
                    }

                    AssertForward(value, $"{where}.{name}");
                }

                break;
            case JsonArray list:
                Assert.All(list, each => AssertForward(each, $"{where}[]"));
                break;
        }
    }

    [GeneratedRegex("(Ms|Seconds|PerSecond|[eE]lapsed|[dD]uration|[rR]emaining|[aA]ge|[lL]ag)$")]
    private static partial Regex Span();

    /// <summary>Wherever two looks at the clock are compared, the second is earlier; ticks go on, as a machine's do.</summary>
    private sealed class BackwardClock : TimeProvider
    {
        private readonly DateTimeOffset _start = System.GetUtcNow();
        private int _looks;

        public override DateTimeOffset GetUtcNow() => _start - TimeSpan.FromMilliseconds(25 * Interlocked.Increment(ref _looks));
    }
}
