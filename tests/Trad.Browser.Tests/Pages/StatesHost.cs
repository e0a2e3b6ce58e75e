using System.Net.Http.Json;
using System.Text.Json;
using Trad.Browser.Tests.Hosting;
using Trad.LocalHost.Hosting;
using Trad.Storage;
using Trad.Storage.Jobs;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.Browser.Tests.Pages;

/// <summary>A host whose jobs are in every state there is, some with the longest names that are allowed.</summary>
public sealed class StatesHost : IAsyncLifetime
{
    private const int ManyJobs = 60;

    private static readonly string FailedReason =
        $"The candles of {new string('A', 40)} from 2024-01-01 on are missing: import them again, then resume.";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly DateTimeOffset Noon = new(2025, 6, 30, 12, 0, 0, TimeSpan.Zero);

    private readonly AzuriteFixture _azurite = new();

    /// <summary>The host.</summary>
    public DashboardHost Host { get; private set; } = null!;

    /// <summary>A job that ended well, with a long name.</summary>
    public TrainingJob Ended { get; private set; } = null!;

    /// <summary>A job of which no trial was feasible.</summary>
    public TrainingJob Infeasible { get; private set; } = null!;

    /// <summary>A job with two objectives.</summary>
    public TrainingJob Pareto { get; private set; } = null!;

    /// <summary>A job that runs; its orchestration is suspended, so that it costs nothing.</summary>
    public TrainingJob Running { get; private set; } = null!;

    /// <summary>A job that waits behind it.</summary>
    public TrainingJob Queued { get; private set; } = null!;

    /// <summary>A job that failed with a long reason.</summary>
    public TrainingJob Failed { get; private set; } = null!;

    /// <summary>A job that was cancelled before its first trial.</summary>
    public TrainingJob Cancelled { get; private set; } = null!;

    /// <summary>A name as long as they may be, of words and of one that cannot be broken.</summary>
    public static string LongName { get; } =
        $"Hourly sweep of a quiet summer, {new string('x', 36)}, tried again with wide stops".PadRight(100, '!');

    /// <summary>A document of rules whose texts are as long as they may be, with a rule that never holds.</summary>
    public static string OwnStrategy { get; } = JsonSerializer.Serialize(new
    {
        name = "long-texts",
        title = LongName,
        description = string.Join(' ', Enumerable.Repeat("words", 300)),
        parameters = new[]
        {
            new
            {
                name = "a_parameter_of_forty_characters_as_it_is",
                type = "integer",
                @default = 12,
                low = 5,
                high = 50,
                unit = new string('u', 60),
            },
        },
        @long = "close > ema(close, a_parameter_of_forty_characters_as_it_is) and close[1] < ema(close, 100)[1]",
        @short = "close < 0",
        stop = "2 * atr(14)",
    }, Indented);

    private static CancellationToken Cancellation => CancellationToken.None;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await _azurite.InitializeAsync();
        Host = new DashboardHost
        {
            Storage = new StorageSetting(_azurite.ConnectionString, "the test"),
            Settings = new Dictionary<string, string?> { ["Trad:Jobs:MaxConcurrent"] = "1" },
        };
        await Host.InitializeAsync();
        await Host.ImportAsync("BTCUSDT", days: 30);
        await Host.ImportAsync("ETHUSDT", days: 20);
        await Host.Client.Strategies.AddAsync(OwnStrategy, Cancellation);
        await AddManyAsync();
        Ended = await Host.TrainAsync(DashboardHost.Request(seed: 1, trials: 12) with { Name = LongName });
        Infeasible = await Host.TrainAsync(DashboardHost.Request(seed: 2, trials: 6) with { MinimumTrades = 50_000 });
        Pareto = await Host.TrainAsync(
            DashboardHost.Request(seed: 3, trials: 12, "ETHUSDT") with
            {
                Objective = null,
                Objectives = ["total-return", "maximum-drawdown"],
            });
        Running = await SuspendAsync(await Host.Client.StartTrainingAsync(
            DashboardHost.Request(seed: 4, trials: 10_000) with { Optimizer = "random", BatchSize = 4, Name = LongName }, Cancellation));
        Queued = await Host.Client.StartTrainingAsync(DashboardHost.Request(seed: 5, trials: 50), Cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    private async Task AddManyAsync()
    {
        var store = new TableJobStore(new StorageClients(new StorageOptions { ConnectionString = _azurite.ConnectionString }));
        for (var count = 0; count < ManyJobs; count++)
        {
            var job = await RecordAsync(store, count);
            (Failed, Cancelled) = (job.State == JobState.Failed ? job : Failed, job.State == JobState.Cancelled ? job : Cancelled);
        }
    }

    private static async Task<TrainingJob> RecordAsync(TableJobStore store, int count)
    {
        var createdAt = Noon.AddMinutes(count);
        var job = new TrainingJob
        {
            Id = store.NewId(createdAt),
            Number = await store.TakeNumberAsync(Cancellation),
            Name = count % 2 == 0 ? LongName : null,
            State = JobState.Queued,
            CreatedAt = createdAt,
            QueuedAt = createdAt,
            StartedAt = createdAt,
            Request = DashboardHost.Request(seed: count, trials: 10_000),
            Seed = count,
            Progress = JobProgress.Waiting(10_000),
        };
        job = (count % 3) switch
        {
            0 => job.Finish(JobState.Failed, FailedReason, createdAt.AddSeconds(1)),
            1 => job.Finish(JobState.Cancelled, null, createdAt.AddHours(30)),
            _ => job.Finish(JobState.Completed, null, createdAt.AddSeconds(1)),
        };
        return await store.TryAddAsync(job, Cancellation) ? job : throw new InvalidOperationException("The job is there already.");
    }

    // Once it has scored something, its orchestration is suspended: it runs for the page, and costs nothing.
    private async Task<TrainingJob> SuspendAsync(TrainingJob job)
    {
        while (job.Progress.BestScore is null)
        {
            await Task.Delay(50, Cancellation);
            job = await Host.Client.GetJobAsync(job.Id, Cancellation);
        }

        using var http = new HttpClient { BaseAddress = Host.Address };
        using var answer = await http.PostAsJsonAsync(
            $"api/system/orchestrations/{job.Id}/suspend", new { reason = "for a picture" }, TradJson.Options, Cancellation);
        answer.EnsureSuccessStatusCode();
        return job;
    }
}
