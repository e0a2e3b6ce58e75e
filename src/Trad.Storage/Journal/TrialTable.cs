using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parquet;
using Parquet.Schema;
using Trad.Training;
using Trad.Training.Trials;

namespace Trad.Storage.Journal;

/// <summary>
/// Trials as a table: <c>trial, round, state, score, reason</c>, then a column per parameter (<c>parameter.…</c>) and per
/// metric (<c>metric.…</c>) and, with pruning, one per part of the candles (<c>rung.1</c>, …) with the objective there. A value that is
/// not there is empty.
/// </summary>
public static class TrialTable
{
    private static readonly ParquetOptions Options = new()
    {
        CompressionMethod = CompressionMethod.Zstd,
        CompressionLevel = System.IO.Compression.CompressionLevel.Optimal,
    };

    /// <summary>A comma-separated file in UTF-8 with a header (RFC 4180); flags are <c>true</c> and <c>false</c>.</summary>
    public static byte[] ToCsv(IReadOnlyList<TrialRecord> trials)
    {
        var text = new StringBuilder();
        var columns = Columns(trials);
        text.AppendJoin(',', columns.Select(column => Quoted(column.Name))).Append("\r\n");
        foreach (var trial in trials)
        {
            text.AppendJoin(',', columns.Select(column => Quoted(Text(column.Read(trial))))).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>A Parquet file; numbers are doubles, flags booleans, trial and round 32-bit integers.</summary>
    public static async Task<byte[]> ToParquetAsync(IReadOnlyList<TrialRecord> trials, CancellationToken cancellationToken)
    {
        var columns = Columns(trials);
        var fields = columns.Select(column => column.Kind switch
        {
            ColumnKind.Integer => (DataField)new DataField<int>(column.Name),
            ColumnKind.Number => new DataField<double?>(column.Name),
            ColumnKind.Flag => new DataField<bool?>(column.Name),
            _ => new DataField(column.Name, typeof(string), isNullable: true),
        }).ToArray();
        using var file = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(
            new ParquetSchema(fields), file, Options, cancellationToken: cancellationToken))
        {
            using var group = writer.CreateRowGroup();
            for (var i = 0; i < columns.Count; i++)
            {
                var read = columns[i].Read;
                switch (columns[i].Kind)
                {
                    case ColumnKind.Integer:
                        await group.WriteAsync<int>(
                            fields[i], trials.Select(trial => (int)read(trial)!).ToArray(), cancellationToken: cancellationToken);
                        break;
                    case ColumnKind.Number:
                        await group.WriteAsync<double>(
                            fields[i], trials.Select(trial => (double?)read(trial)).ToArray(), cancellationToken: cancellationToken);
                        break;
                    case ColumnKind.Flag:
                        await group.WriteAsync<bool>(
                            fields[i], trials.Select(trial => (bool?)read(trial)).ToArray(), cancellationToken: cancellationToken);
                        break;
                    default:
                        await group.WriteAsync(fields[i], trials.Select(trial => (string?)read(trial)).ToList()!);
                        break;
                }
            }

            group.CompleteValidate();
        }

        return file.ToArray();
    }

    private static List<Column> Columns(IReadOnlyList<TrialRecord> trials)
    {
        var columns = new List<Column>
        {
            new("trial", ColumnKind.Integer, trial => trial.Trial),
            new("round", ColumnKind.Integer, trial => trial.Round),
            new("state", ColumnKind.Text, trial => EnumNames.Of(trial.State)),
            new("score", ColumnKind.Number, trial => trial.Score),
            new("reason", ColumnKind.Text, trial => trial.Reason),
        };
        foreach (var name in trials.SelectMany(
            trial => trial.Parameters).Select(parameter => parameter.Key).Distinct(StringComparer.Ordinal))
        {
            columns.Add(ParameterColumn(name, trials));
        }

        var metrics = trials.ToDictionary(trial => trial.Trial, trial =>
            trial.Metrics is null ? [] : JsonSerializer.SerializeToNode(trial.Metrics, TradJson.Options)!.AsObject());
        var names = metrics.Values.SelectMany(values => values).Where(IsNumber).Select(value => value.Key);
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            columns.Add(new($"metric.{name}", ColumnKind.Number, trial => metrics[trial.Trial][name]?.GetValue<double>()));
        }

        for (var i = 0; i < trials.Select(trial => trial.RungScores?.Count ?? 0).DefaultIfEmpty().Max(); i++)
        {
            var rung = i;
            columns.Add(
                new($"rung.{rung + 1}", ColumnKind.Number, trial => trial.RungScores?.Count > rung ? trial.RungScores[rung] : null));
        }

        return columns;
    }

    // What was recorded as 0 and 1 before flags were written as such becomes a flag beside one.
    private static Column ParameterColumn(string name, IReadOnlyList<TrialRecord> trials)
    {
        var values = trials.Where(trial => trial.Parameters.ContainsKey(name)).Select(trial => trial.Parameters[name]).ToList();
        var kind = values.Exists(value => value.IsText) ? ColumnKind.Text
            : values.Exists(value => value.IsFlag) ? ColumnKind.Flag
            : ColumnKind.Number;
        return new Column($"parameter.{name}", kind, trial => !trial.Parameters.TryGetValue(name, out var value) ? null : kind switch
        {
            ColumnKind.Text => value.ToString(),
            ColumnKind.Flag => value.Number != 0,
            _ => value.Number,
        });
    }

    private static bool IsNumber(KeyValuePair<string, JsonNode?> value) => value.Value?.GetValueKind() == JsonValueKind.Number;

    private static string Text(object? value) => value switch
    {
        true => "true",
        false => "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private enum ColumnKind
    {
        Integer,
        Number,
        Flag,
        Text,
    }

    private sealed record Column(string Name, ColumnKind Kind, Func<TrialRecord, object?> Read);
}
