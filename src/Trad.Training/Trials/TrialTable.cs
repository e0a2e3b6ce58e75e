using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trad.Formats.Tables;
using Trad.Optimization.Spaces;

namespace Trad.Training.Trials;

/// <summary>
/// Trials as a table: <c>trial, round, state, score, reason</c>, then a column per parameter (<c>parameter.…</c>) and per
/// metric (<c>metric.…</c>) and, with pruning, one per part of the candles (<c>rung.1</c>, …) with the objective there. A value that is
/// not there is empty.
/// </summary>
public static class TrialTable
{
    /// <summary>A comma-separated file in UTF-8 with a header (RFC 4180); flags are <c>true</c> and <c>false</c>.</summary>
    public static byte[] ToCsv(IReadOnlyList<TrialRecord> trials) =>
        Encoding.UTF8.GetBytes(TableFile.ToCsv(Columns(trials), trials, "\r\n"));

    /// <summary>A Parquet file; numbers are doubles, flags booleans, trial and round 32-bit integers.</summary>
    public static Task<byte[]> ToParquetAsync(IReadOnlyList<TrialRecord> trials, CancellationToken cancellationToken) =>
        TableFile.ToParquetAsync(Columns(trials), trials, cancellationToken);

    private static List<TableColumn<TrialRecord>> Columns(IReadOnlyList<TrialRecord> trials)
    {
        var columns = new List<TableColumn<TrialRecord>>
        {
            new IntegerColumn<TrialRecord>("trial", trial => trial.Trial),
            new IntegerColumn<TrialRecord>("round", trial => trial.Round),
            new TextColumn<TrialRecord>("state", trial => EnumNames.Format(trial.State)),
            new NumberColumn<TrialRecord>("score", trial => trial.Score),
            new TextColumn<TrialRecord>("reason", trial => trial.Reason),
        };
        var parameters = trials.SelectMany(trial => trial.Parameters).Select(parameter => parameter.Key);
        foreach (var name in parameters.Distinct(StringComparer.Ordinal))
        {
            columns.Add(ParameterColumn(name, trials));
        }

        var metrics = trials.ToDictionary(trial => trial.Trial, trial =>
            trial.Metrics is null ? [] : JsonSerializer.SerializeToNode(trial.Metrics, TradJson.Options)!.AsObject());
        var names = metrics.Values.SelectMany(values => values).Where(IsNumber).Select(value => value.Key);
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            columns.Add(new NumberColumn<TrialRecord>($"metric.{name}", trial => metrics[trial.Trial][name]?.GetValue<double>()));
        }

        for (var i = 0; i < trials.Select(trial => trial.RungScores?.Count ?? 0).DefaultIfEmpty().Max(); i++)
        {
            var rung = i;
            columns.Add(new NumberColumn<TrialRecord>(
                $"rung.{rung + 1}", trial => trial.RungScores?.Count > rung ? trial.RungScores[rung] : null));
        }

        return columns;
    }

    // What was recorded as 0 and 1 before flags were written as such becomes a flag beside one.
    private static TableColumn<TrialRecord> ParameterColumn(string name, IReadOnlyList<TrialRecord> trials)
    {
        var values = trials.Where(trial => trial.Parameters.ContainsKey(name)).Select(trial => trial.Parameters[name]).ToList();
        var column = $"parameter.{name}";
        ParameterValue? Read(TrialRecord trial) => trial.Parameters.TryGetValue(name, out var value) ? value : default(ParameterValue?);
        bool? Flag(TrialRecord trial) => Read(trial) is { } value ? value.Number != 0 : null;

        return values.Exists(value => value.IsText) ? new TextColumn<TrialRecord>(column, trial => Read(trial)?.ToString())
            : values.Exists(value => value.IsFlag) ? new FlagColumn<TrialRecord>(column, Flag)
            : new NumberColumn<TrialRecord>(column, trial => Read(trial)?.Number);
    }

    private static bool IsNumber(KeyValuePair<string, JsonNode?> value) => value.Value?.GetValueKind() == JsonValueKind.Number;
}
