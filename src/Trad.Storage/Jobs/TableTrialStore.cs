using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Trad.Backtesting.Metrics;
using Trad.Optimization;
using Trad.Optimization.Spaces;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.Storage.Jobs;

/// <summary>Trials in a table: one partition per job, one row per trial, in order of number.</summary>
public sealed class TableTrialStore(StorageClients clients) : ITrialStore
{
    private const int TransactionLimit = 100;

    private readonly TableClient _trials = clients.Table("Trials");

    /// <inheritdoc/>
    public async Task SaveAsync(string jobId, IReadOnlyList<TrialRecord> trials, CancellationToken cancellationToken)
    {
        foreach (var part in trials.Chunk(TransactionLimit))
        {
            await _trials.SubmitTransactionAsync(
                part.Select(trial => new TableTransactionAction(TableTransactionActionType.UpsertReplace, ToEntity(jobId, trial))),
                cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TrialRecord>> ReadAllAsync(string jobId, CancellationToken cancellationToken)
    {
        var trials = new List<TrialRecord>();
        await foreach (var entity in _trials.QueryAsync<TableEntity>(Of(jobId), cancellationToken: cancellationToken))
        {
            trials.Add(ToTrial(entity));
        }

        return trials;
    }

    /// <inheritdoc/>
    public Task<ListPage<TrialRecord>> ListAsync(string jobId, int limit, string? continuationToken, CancellationToken cancellationToken) =>
        _trials.ReadPageAsync(Of(jobId), limit, continuationToken, ToTrial, cancellationToken);

    private static string Of(string jobId) => TableClient.CreateQueryFilter($"PartitionKey eq {jobId}");

    private static TableEntity ToEntity(string jobId, TrialRecord trial)
    {
        var entity = new TableEntity(jobId, trial.Trial.ToString("D6", CultureInfo.InvariantCulture))
        {
            ["Round"] = trial.Round,
            ["State"] = trial.State.ToString(),
            ["Parameters"] = JsonSerializer.Serialize(trial.Parameters, TradJson.Options),
        };
        if (trial.Score is { } score)
        {
            entity["Score"] = score;
        }

        if (trial.Metrics is { } metrics)
        {
            entity["Metrics"] = JsonSerializer.Serialize(metrics, TradJson.Options);
        }

        if (trial.Scores is { } scores)
        {
            entity["Scores"] = JsonSerializer.Serialize(scores, TradJson.Options);
        }

        if (trial.Symbols is { } symbols)
        {
            entity["Symbols"] = JsonSerializer.Serialize(symbols, TradJson.Options);
        }

        if (trial.Reason is { } reason)
        {
            entity["Reason"] = reason;
        }

        return entity;
    }

    private static TrialRecord ToTrial(TableEntity entity) => new(
        int.Parse(entity.RowKey, CultureInfo.InvariantCulture),
        entity.GetInt32("Round")!.Value,
        Enum.Parse<TrialState>(entity.GetString("State")),
        entity.GetDouble("Score"),
        JsonSerializer.Deserialize<ParameterSet>(entity.GetString("Parameters"), TradJson.Options)!,
        entity.GetString("Metrics") is { } metrics ? JsonSerializer.Deserialize<BacktestMetrics>(metrics, TradJson.Options) : null,
        entity.GetString("Reason"))
    {
        Scores = entity.GetString("Scores") is { } scores ? JsonSerializer.Deserialize<double[]>(scores, TradJson.Options) : null,
        Symbols = entity.GetString("Symbols") is { } symbols
            ? JsonSerializer.Deserialize<Dictionary<string, BacktestMetrics>>(symbols, TradJson.Options)
            : null,
    };
}
