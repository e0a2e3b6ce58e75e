using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Trad.Training;
using Trad.Training.Assets;

namespace Trad.EndToEnd.Tests.Faults;

/// <summary>
/// Looks for what belongs to nothing: every row and every blob must be owned by a job, an asset or a market that exists, or
/// be one of the few that the app itself owns. A table or container that has no rule here is itself a finding.
/// </summary>
internal sealed partial class StorageAudit
{
    private static readonly string[] Duties = ["AssetPurge", "Backfill", "CandleUndo", "OrphanCleanup", "Retention"];

    private readonly StoredState _state;
    private readonly Dictionary<string, TableEntity> _jobs;
    private readonly Dictionary<string, TrainedAsset> _assets;
    private readonly HashSet<string> _instances;
    private readonly HashSet<string> _partitions;
    private readonly HashSet<string> _strategies;

    public StorageAudit(StoredState state)
    {
        _state = state;
        _jobs = state.Rows("TradJobs", "job").ToDictionary(row => row.GetString("Id"), StringComparer.Ordinal);
        _assets = state.Rows("TradAssets", "asset").Where(row => AssetIdentity.IsId(row.RowKey))
            .ToDictionary(row => row.RowKey, ToAsset, StringComparer.Ordinal);
        _instances = state.Rows("TradHubInstances", "instance").Select(row => row.RowKey).ToHashSet(StringComparer.Ordinal);
        _strategies = state.Rows("TradStrategies").Where(row => row.GetInt32("Versions") > 0).Select(row => row.RowKey.Split(' ')[1])
            .ToHashSet(StringComparer.Ordinal);
        _partitions = state.Blobs("candles").ToHashSet(StringComparer.Ordinal);
    }

    public IReadOnlyCollection<string> JobIds => _jobs.Keys;

    public IReadOnlyCollection<TrainedAsset> Assets => _assets.Values;

    /// <summary>What is owned by nothing that exists, or contradicts it; one line each.</summary>
    public IReadOnlyList<string> FindOrphans() =>
    [
        .. _state.Tables.SelectMany(
            table => _state.Rows(table).Where(row => !IsOwned(table, row)).Select(row => $"{table}: {row.PartitionKey} / {row.RowKey}")),
        .. _state.Containers.SelectMany(
            container => _state.Blobs(container).Where(blob => !IsOwned(container, blob)).Select(blob => $"{container}/{blob}")),
        .. _jobs.Keys.SelectMany(id => new JournalAudit(id, [.. _state.Rows("TradJournal", id)]).FindFaults()),
        .. _assets.Keys.SelectMany(id => new[] { $"{id}/equity.parquet", $"{id}/trades.parquet" }).Except(_state.Blobs("assets"))
            .Select(blob => $"assets/{blob} is missing"),
    ];

    private bool IsOwned(string table, TableEntity row) => table switch
    {
        "TradJobs" => row.PartitionKey switch
        {
            "job" => true,
            "counter" => row.RowKey == "job-number",
            _ => false,
        },
        "TradJobNumbers" => _jobs.TryGetValue(row.GetString("Id"), out var job) && row.PartitionKey == $"{job.GetInt32("Number"):D10}",
        "TradJobKeys" => _jobs.ContainsKey(row.GetString("JobId")),
        // The order of changes, which is kept when a job is removed: its removal is one of them.
        "TradChanges" => row.PartitionKey == "jobs",
        "TradBacklog" => row.PartitionKey switch
        {
            "job" => row.RowKey == "head" || (_jobs.TryGetValue(row.GetString("Id"), out var placed) && !IsFinished(placed)),
            "timer" => Duties.Contains(row.RowKey),
            _ => false,
        },
        "TradJournal" => _jobs.ContainsKey(row.PartitionKey),
        "TradAssets" => row.PartitionKey == "asset" && row.RowKey.Split('-') switch
        {
            ["head"] => true,
            ["views", var id] => _assets.ContainsKey(id),
            [var id] => _assets.TryGetValue(id, out var asset) && IsExplained(asset),
            _ => false,
        },
        // The head of a name stays when its strategy is removed: no number of a version is given twice.
        "TradStrategies" => row.PartitionKey == "strategy" && row.RowKey.Split(' ') switch
        {
            ["head", _] => true,
            ["version", var name, _] => _strategies.Contains(name),
            _ => false,
        },
        "TradCoverage" => _partitions.Contains(PartitionOf(row)),
        "TradBackfills" => row.PartitionKey == "run",
        "TradHubInstances" => row.PartitionKey switch
        {
            "hub" => row.RowKey == "schema",
            // The parts of an orchestration belong to it and go with it.
            "instance" =>
                (_instances.Contains(row.GetString("ParentInstanceId") ?? "") ? IsOwnedInstance(
                    row.GetString("ParentInstanceId")) : IsOwnedInstance(row.RowKey))
                    && row.GetString("Status") is "Completed" or "Terminated",
            _ => false,
        },
        "TradHubHistory" => _instances.Contains(row.PartitionKey),
        "TradHubTimers" => (row.PartitionKey, row.RowKey) == ("timer", "DutyTimer"),
        _ => false,
    };

    private bool IsOwned(string container, string blob) => container switch
    {
        "candles" => CandlePartition().IsMatch(blob) || (CandleChange().Match(blob) is { Success: true } change && IsStored(change)),
        "assets" => blob.Split('/') is [var id, "equity.parquet" or "trades.parquet"] && _assets.ContainsKey(id),
        "tradhub-host" => blob == "lease",
        "tradhub-payloads" => IsReferenced(blob),
        _ => false,
    };

    // An asset outlives its job; what it says of one that is there must be true.
    private bool IsExplained(TrainedAsset asset) =>
        asset.Id == AssetIdentity.Create(asset.JobId, asset.Trials)
        && (!_jobs.TryGetValue(asset.JobId, out var job) || job.GetInt32("Number") == asset.JobNumber);

    private bool IsOwnedInstance(string instance) => InstanceName().Match(instance) switch
    {
        { Success: false } => false,
        var name when name.Groups["revalidation"] is { Success: true } revalidation =>
            _assets.Values.Any(asset => asset.Revalidations.Any(each => each.Id == revalidation.Value)),
        var name => _jobs.TryGetValue(name.Groups["job"].Value, out var job)
            && (!name.Groups["attempt"].Success || int.Parse(name.Groups["attempt"].ValueSpan, null) <= job.GetInt32("Attempt")),
    };

    // A long text is named by the row that it belongs to; one that no row names was left by a write that never counted.
    private bool IsReferenced(string blob) => _state.Rows("TradHubInstances").Concat(_state.Rows("TradHubHistory")).Any(row =>
        new[] { "InputBlob", "OutputBlob", "CustomStatusBlob", "PayloadBlob" }.Any(
            column => row.TryGetValue(column, out var name) && (string?)name == blob));

    private static bool IsFinished(TableEntity job) => job.GetString("State") is "Completed" or "Failed" or "Cancelled";

    // What changed a month is known as long as something is stored of the month.
    private bool IsStored(Match change) => _partitions.Contains(
        $"exchange={change.Groups[1]}/symbol={change.Groups[2]}/interval={change.Groups[3]}/year={change.Groups[4]}"
        + $"/month={change.Groups[5]}/candles.parquet");

    private static string PartitionOf(TableEntity coverage)
    {
        var market = coverage.PartitionKey.Split('|');
        var month = coverage.RowKey.Split('-');
        return $"exchange={market[0]}/symbol={market[1]}/interval={market[2]}/year={month[0]}/month={month[1]}/candles.parquet";
    }

    private static TrainedAsset ToAsset(TableEntity row) => JsonSerializer.Deserialize<TrainedAsset>(
        string.Concat(Enumerable.Range(0, 100).Select(part => row.GetString($"Asset{part}"))), TradJson.Options)!;

    [GeneratedRegex(
        "^(revalidation-(?<revalidation>[0-9a-f]{32})|(?<job>[0-9a-f]{32})(-(?<attempt>[0-9]+))?)$", RegexOptions.ExplicitCapture)]
    private static partial Regex InstanceName();

    [GeneratedRegex("^exchange=[^/]+/symbol=[^/]+/interval=[^/]+/year=[0-9]{4}/month=[0-9]{2}/candles\\.parquet$")]
    private static partial Regex CandlePartition();

    [GeneratedRegex("^_changes/([^/]+)/([^/]+)/([^/]+)/[0-9]{15}-[0-9a-f]{32}/([0-9]{4})-([0-9]{2})$")]
    private static partial Regex CandleChange();
}
