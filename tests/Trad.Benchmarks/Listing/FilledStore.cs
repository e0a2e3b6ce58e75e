using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Trad.LocalRuntime;
using Trad.Storage;
using Trad.Training.Assets;
using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.Benchmarks.Listing;

/// <summary>A store full of what one real training left, many times over: other numbers, states, markets and figures.</summary>
internal sealed class FilledStore : IAsyncDisposable
{
    private const int Writers = 16;
    private const int EventsAtOnce = 1_000;

    private static readonly string[] Symbols = ["BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT", "ADAUSDT"];
    private static readonly string[] Strategies =
        ["liquidity-sweep", "bollinger-reversion", "donchian-breakout", "moving-average-crossover"];
    private static readonly DateTimeOffset First = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider _services;

    public FilledStore(string storage)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", storage)]).Build();
        _services = new ServiceCollection().AddTradStorage(configuration).BuildServiceProvider();
    }

    /// <summary>Adds ended jobs; every tenth of them has the journal of the sample.</summary>
    /// <returns>A job in the middle.</returns>
    public async Task<TrainingJob> AddJobsAsync(
        TrainingJob sample, int count, IReadOnlyList<TrialRecord> trials, CancellationToken cancellationToken)
    {
        var (jobs, journal) = (_services.GetRequiredService<IJobStore>(), _services.GetRequiredService<IJobJournal>());
        TrainingJob? middle = null;
        await Parallel.ForAsync(0, count, Options(cancellationToken), async (i, token) =>
        {
            var createdAt = First.AddMinutes(30 * i);
            var job = Vary(sample, i, createdAt) with { Id = jobs.NewId(createdAt), Number = await jobs.TakeNumberAsync(token) };
            await jobs.TryAddAsync(job, token);
            if (i == count / 2)
            {
                middle = job;
            }

            if (i % 10 == 0)
            {
                await journal.AppendAsync(
                    job.Id, 1, [.. trials.Select(trial => JobEvent.OfTrial(createdAt, trial)), JobEvent.OfDone(createdAt, 1)]);
            }
        });
        return middle!;
    }

    /// <summary>Adds a job with many trials and log lines.</summary>
    public async Task<TrainingJob> AddLongJobAsync(
        TrainingJob sample, TrialRecord trial, int trials, int lines, CancellationToken cancellationToken)
    {
        var (jobs, journal) = (_services.GetRequiredService<IJobStore>(), _services.GetRequiredService<IJobJournal>());
        var createdAt = First.AddDays(-1);
        var job = sample with { Id = jobs.NewId(createdAt), Number = await jobs.TakeNumberAsync(cancellationToken), CreatedAt = createdAt };
        await jobs.TryAddAsync(job, cancellationToken);
        var perTrial = lines / trials;
        var events = Enumerable.Range(0, trials).SelectMany(i => Enumerable.Range(0, perTrial)
            .Select(line => JobEvent.OfLog(
                createdAt.AddSeconds(i), line == 0
                    ? JobLogLevel.Warning
                    : JobLogLevel.Info, JobPhase.Evaluating, $"Trial {i + 1} of {trials}, step {line}.",
                new Dictionary<string, object?> { ["trial"] = i, ["step"] = line }))
            .Append(JobEvent.OfTrial(createdAt.AddSeconds(i), trial with { Trial = i, Score = trial.Score + (i * 1e-6) })));
        foreach (var part in events.Chunk(EventsAtOnce))
        {
            await journal.AppendAsync(job.Id, 1, part);
        }

        await journal.AppendAsync(job.Id, 1, [JobEvent.OfDone(createdAt.AddHours(1), 1)]);
        return job;
    }

    /// <summary>Adds assets with a short equity curve each.</summary>
    public async Task AddAssetsAsync(TrainedAsset sample, int count, CancellationToken cancellationToken)
    {
        var assets = _services.GetRequiredService<IAssetStore>();
        await Parallel.ForAsync(0, count, Options(cancellationToken), async (i, token) =>
        {
            var asset = sample with
            {
                Id = AssetIdentity.Create($"benchmark-{i}", 1),
                Name = $"{Strategies[i % Strategies.Length]} {Symbols[i % Symbols.Length]} {i}",
                JobNumber = i + 1,
                CreatedAt = First.AddMinutes(i * 7919 % 100_000),
                Strategy = Strategies[i % Strategies.Length],
                Market = sample.Market with { Symbols = [Symbols[i % Symbols.Length]] },
                InSample = sample.InSample with { Sharpe = sample.InSample.Sharpe + (i * 7919 % 1_000 / 100.0) },
                HoldOut = sample.HoldOut! with { Sharpe = i % 7 == 0 ? null : i * 104_729 % 1_000 / 100.0 },
            };
            var equity = new[] { new EquityPoint(First, 10_000, 0, true, 10_000, 0, false) };
            await assets.AddAsync(
                asset,
                new AssetEvidence(
                    asset.InSample, asset.HoldOut, new Dictionary<string, SymbolEvidence>(), equity, [], new AssetAccount(10_000, 10_000)),
                token);
        });
    }

    /// <summary>Copies the orchestration of the sample, every tenth time with its history.</summary>
    public static async Task AddOrchestrationsAsync(string storage, TrainingJob sample, int count, CancellationToken cancellationToken)
    {
        var hub = new LocalRuntimeOptions { ConnectionString = storage }.HubName;
        var (instances, histories) = (new TableClient(storage, $"{hub}Instances"), new TableClient(storage, $"{hub}History"));
        var instance = await instances.QueryAsync<TableEntity>(row => row.RowKey == sample.Id, cancellationToken: cancellationToken)
            .SingleAsync(cancellationToken);
        var history = await histories.QueryAsync<TableEntity>(row => row.PartitionKey == sample.Id, cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken);
        foreach (var part in Enumerable.Range(0, count).Chunk(100))
        {
            await instances.SubmitTransactionAsync(
                part.Select(i => Add(new TableEntity(instance) { RowKey = $"copy{i}", ["InstanceId"] = $"copy{i}" })), cancellationToken);
        }

        await Parallel.ForAsync(0, count / 10, Options(cancellationToken), async (i, token) =>
            await histories.SubmitTransactionAsync(
                history.Take(100).Select(row => Add(new TableEntity(row) { PartitionKey = $"copy{i}" })), token));
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);

    private static TrainingJob Vary(TrainingJob sample, int i, DateTimeOffset createdAt) => sample with
    {
        State = (i % 20) switch { 7 => JobState.Failed, 13 => JobState.Cancelled, _ => JobState.Completed },
        Error = i % 20 == 7 ? "The candles of 2025-03 are missing." : null,
        CreatedAt = createdAt,
        QueuedAt = createdAt,
        StartedAt = createdAt.AddSeconds(1),
        FinishedAt = createdAt.AddSeconds(2),
        Seed = i,
        Request = sample.Request with { Strategy = Strategies[i % Strategies.Length], Symbol = Symbols[i / 3 % Symbols.Length], Seed = i },
    };

    private static ParallelOptions Options(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = Writers, CancellationToken = cancellationToken };
}
