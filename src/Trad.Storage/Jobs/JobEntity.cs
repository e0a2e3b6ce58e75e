using System.Text.Json;
using Azure.Data.Tables;
using Trad.Training;
using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Storage.Jobs;

/// <summary>How a job lies in its table row: what is searched for in columns, the rest as JSON.</summary>
internal static class JobEntity
{
    public const string PartitionKey = "job";

    public static TableEntity From(TrainingJob job)
    {
        var entity = new TableEntity(PartitionKey, JobKey.RowKey(job.Id))
        {
            ["Id"] = job.Id,
            ["Number"] = job.Number,
            ["State"] = job.State.ToString(),
            ["Strategy"] = job.Request.Strategy,
            ["Exchange"] = job.Request.Exchange,
            ["Symbol"] = string.Join(',', job.Request.AllSymbols),
            ["Interval"] = job.Request.Interval,
            ["Seed"] = job.Seed,
            ["CreatedAt"] = job.CreatedAt,
            ["Request"] = Write(job.Request),
            ["Warnings"] = Write(job.Warnings),
        };
        SetIfPresent(entity, "StartedAt", job.StartedAt);
        SetIfPresent(entity, "FinishedAt", job.FinishedAt);
        SetIfPresent(entity, "Data", job.Data is null ? null : Write(job.Data));
        SetIfPresent(entity, "DataBySymbol", job.DataBySymbol is null ? null : Write(job.DataBySymbol));
        SetIfPresent(entity, "Split", job.Split is null ? null : Write(job.Split));
        SetIfPresent(entity, "AssetId", job.AssetId);
        SetIfPresent(entity, "ParetoFront", job.ParetoFront is null ? null : Write(job.ParetoFront));
        SetIfPresent(entity, "Best", job.Best is null ? null : Write(job.Best));
        SetIfPresent(entity, "Error", job.Error);
        SetIfPresent(entity, "Timings", job.DurationsMs is null ? null : Write(job.DurationsMs));
        entity["Progress"] = Write(job.Progress);
        return entity;
    }

    public static TableEntity ProgressOnly(string id, JobProgress progress) =>
        new(PartitionKey, JobKey.RowKey(id)) { ["Progress"] = Write(progress) };

    public static TrainingJob ToJob(TableEntity entity) => new()
    {
        Id = entity.GetString("Id"),
        Number = entity.GetInt32("Number")!.Value,
        State = Enum.Parse<JobState>(entity.GetString("State")),
        CreatedAt = entity.GetDateTimeOffset("CreatedAt")!.Value,
        StartedAt = entity.GetDateTimeOffset("StartedAt"),
        FinishedAt = entity.GetDateTimeOffset("FinishedAt"),
        Request = Read<TrainingRequest>(entity, "Request")!,
        Seed = entity.GetInt64("Seed")!.Value,
        Progress = Read<JobProgress>(entity, "Progress")!,
        Data = Read<DataSnapshot>(entity, "Data"),
        DataBySymbol = Read<Dictionary<string, DataSnapshot>>(entity, "DataBySymbol"),
        Split = Read<DataSplit>(entity, "Split"),
        AssetId = entity.GetString("AssetId"),
        ParetoFront = Read<int[]>(entity, "ParetoFront"),
        Best = Read<BestTrial>(entity, "Best"),
        Error = entity.GetString("Error"),
        Warnings = Read<string[]>(entity, "Warnings") ?? [],
        DurationsMs = Read<JobTimings>(entity, "Timings"),
    };

    private static void SetIfPresent(TableEntity entity, string column, object? value)
    {
        if (value is not null)
        {
            entity[column] = value;
        }
    }

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, TradJson.Options);

    private static T? Read<T>(TableEntity entity, string column) =>
        entity.GetString(column) is { } text ? JsonSerializer.Deserialize<T>(text, TradJson.Options) : default;
}
