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
    public async Task Job_in_the_middle_of_which_the_clock_is_set_back_by_days_ends_with_times_that_fit_each_other()
    {
        var (clock, isSetBack) = (new SetBackClock(TimeProvider.System), false);
        await using var app = new AppHost(azurite) { Clock = clock };
        await app.InitializeAsync();
        await WorkScopeTests.StoreCandlesAsync(app);

        using var answer = await app.Http.PostAsJsonAsync(
            "api/training/jobs", TrainingApp.Request(trials: 60), TradJson.Options, Cancellation);
        var id = (await answer.Content.ReadFromJsonAsync<TrainingJob>(TradJson.Options, Cancellation))!.Id;
        var told = new List<long>();
        TrainingJob job;
        do
        {
            job = (await app.Http.GetFromJsonAsync<TrainingJob>($"api/training/jobs/{id}", TradJson.Options, Cancellation))!;
            told.Add(job.Progress.ElapsedMs);
            if (job.Progress.TrialsCompleted > 0 && !isSetBack)
            {
                clock.SetBack(TimeSpan.FromDays(2));
                isSetBack = true;
            }

            await Task.Delay(10, Cancellation);
        }
        while (!job.IsFinished);

        Assert.Equal((JobState.Completed, true), (job.State, isSetBack));
        Assert.Equal(told.Order(), told);
        var durations = job.DurationsMs!;
        Assert.True(durations.Total >= durations.Load + durations.Fit, $"{durations}");
        Assert.True(durations.Total + 2 >= job.PhaseTimings.Sum(phase => phase.DurationMs), $"{durations}");
        Assert.True(durations.Total >= told[^2], $"{durations} after {told[^2]} ms");
        Assert.Equal(durations.Total, (job.FinishedAt!.Value - job.QueuedAt).TotalMilliseconds, 1.0);
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
