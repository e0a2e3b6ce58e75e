using System.Text.Json;
using Azure.Data.Tables;
using Trad.Storage.Tables;
using Trad.Training;
using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Trials;
using Trad.Training.Validation;

namespace Trad.Storage.Jobs;

/// <summary>How a job lies in its table row: what is searched for in columns, the rest as JSON.</summary>
internal static class JobEntity
{
    public const string PartitionKey = "job";

    /// <summary>Reads a row.</summary>
    /// <exception cref="Trad.Candles.Stores.DamagedRecordException">It cannot be read.</exception>
    public static TrainingJob Read(TableEntity entity) => StoredRow.Read("training job", entity, IdOf, ToJob);

    /// <summary>The identity of a row's job, whatever its columns hold.</summary>
    public static string IdOf(TableEntity entity) => JobKey.IdOf(entity.RowKey);

    /// <summary>The column that is true for jobs which train on a symbol beside others.</summary>
    public static string ColumnOf(string symbol) => $"On{symbol}";

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
            ["QueuedAt"] = job.QueuedAt,
            ["Attempt"] = job.Attempt,
            ["Recoveries"] = job.Recoveries,
            ["PublishOnCancel"] = job.PublishOnCancel,
        };
        if (job.Request.Symbols is { Count: > 1 } symbols)
        {
            foreach (var symbol in symbols)
            {
                entity[ColumnOf(symbol)] = true;
            }
        }

        SetIfPresent(entity, "Name", job.Name);
        SetIfPresent(entity, "TraceParent", job.TraceParent);
        SetIfPresent(entity, "StartedAt", job.StartedAt);
        SetIfPresent(entity, "FinishedAt", job.FinishedAt);
        SetIfPresent(entity, "CancelRequestedAt", job.CancelRequestedAt);
        SetIfPresent(entity, "PublishingSince", job.PublishingSince);
        SetIfPresent(entity, "JournalRemovedAt", job.JournalRemovedAt);
        SetIfPresent(entity, "AssetId", job.AssetId);
        Write(entity, "Request", job.Request);
        Write(entity, "Progress", job.Progress);
        Write(entity, "Warnings", job.Warnings.Count == 0 ? null : job.Warnings);
        Write(entity, "Endings", job.Endings.Count == 0 ? null : job.Endings);
        Write(entity, "Data", job.Data);
        Write(entity, "DataBySymbol", job.DataBySymbol);
        Write(entity, "Split", job.Split);
        Write(entity, "Plan", job.Plan);
        Write(entity, "ParetoFront", job.ParetoFront);
        Write(entity, "Verdict", job.Verdict);
        Write(entity, "GapProfit", job.GapProfit);
        SetIfPresent(entity, "HoldOutReturn", job.HoldOutReturn);
        Write(entity, "Best", job.Best);
        Write(entity, "Error", job.Error);
        Write(entity, "Timings", job.DurationsMs);
        Write(entity, "PhaseTimings", job.PhaseTimings.Count == 0 ? null : job.PhaseTimings);
        return entity;
    }

    public static TrainingJob ToJob(TableEntity entity) => new()
    {
        Id = entity.Required<string>("Id"),
        Number = entity.Required<int>("Number"),
        Name = entity.GetString("Name"),
        State = ReadState(entity),
        CreatedAt = entity.Required<DateTimeOffset>("CreatedAt"),
        QueuedAt = entity.Required<DateTimeOffset>("QueuedAt"),
        TraceParent = entity.GetString("TraceParent"),
        StartedAt = entity.GetDateTimeOffset("StartedAt"),
        FinishedAt = entity.GetDateTimeOffset("FinishedAt"),
        Attempt = entity.Required<int>("Attempt"),
        Recoveries = entity.Required<int>("Recoveries"),
        CancelRequestedAt = entity.GetDateTimeOffset("CancelRequestedAt"),
        PublishOnCancel = entity.Required<bool>("PublishOnCancel"),
        PublishingSince = entity.GetDateTimeOffset("PublishingSince"),
        JournalRemovedAt = entity.GetDateTimeOffset("JournalRemovedAt"),
        AssetId = entity.GetString("AssetId"),
        Request = Read<TrainingRequest>(entity, "Request") ?? throw new FormatException("the column 'Request' is missing"),
        Seed = entity.Required<long>("Seed"),
        Progress = Read<JobProgress>(entity, "Progress") ?? throw new FormatException("the column 'Progress' is missing"),
        Data = Read<DataSnapshot>(entity, "Data"),
        DataBySymbol = Read<Dictionary<string, DataSnapshot>>(entity, "DataBySymbol"),
        Split = Read<DataSplit>(entity, "Split"),
        ParetoFront = Read<int[]>(entity, "ParetoFront"),
        Verdict = Read<JobVerdict>(entity, "Verdict"),
        GapProfit = Read<GapEvidence>(entity, "GapProfit"),
        HoldOutReturn = entity.GetDouble("HoldOutReturn"),
        Plan = Read<TrainingPlan>(entity, "Plan"),
        Best = Read<BestTrial>(entity, "Best"),
        Error = Read<string>(entity, "Error"),
        Warnings = Read<string[]>(entity, "Warnings") ?? [],
        Endings = Read<string[]>(entity, "Endings") ?? [],
        DurationsMs = Read<JobTimings>(entity, "Timings"),
        PhaseTimings = Read<PhaseTiming[]>(entity, "PhaseTimings") ?? [],
    };

    private static JobState ReadState(TableEntity entity) =>
        Enum.TryParse<JobState>(entity.Required<string>("State"), out var state) && Enum.IsDefined(state)
            ? state
            : throw new FormatException($"the state '{entity["State"]}' is not known here");

    private static void SetIfPresent(TableEntity entity, string column, object? value)
    {
        if (value is not null)
        {
            entity[column] = value;
        }
    }

    private static void Write<T>(TableEntity entity, string column, T? value)
    {
        if (value is not null)
        {
            entity.SetText(column, JsonSerializer.Serialize(value, TradJson.Options));
        }
    }

    private static T? Read<T>(TableEntity entity, string column)
    {
        try
        {
            return entity.GetText(column) is { } text ? JsonSerializer.Deserialize<T>(text, TradJson.Options) : default;
        }
        catch (JsonException broken)
        {
            throw new FormatException($"the JSON of the column '{column}' breaks at '{broken.Path ?? "$"}'", broken);
        }
    }
}
