using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.Storage.Journal;

/// <summary>
/// A row of events that were appended together, keyed by the first one's number. Because numbers have no holes, the key
/// of the row after it is known before it exists.
/// </summary>
internal static class JournalRow
{
    private const string Prefix = "e";

    // What fits into one column; a longer event has a row to itself.
    private const int MostCharacters = 30_000;

    /// <summary>The first key behind all events.</summary>
    public const string End = "f";

    /// <summary>The column with the highest level of the row's log lines; absent when it has none.</summary>
    public const string HighestLevel = "Level";

    /// <summary>The column with the lowest number of the row's trials; absent when it has none.</summary>
    public const string FirstTrial = "FirstTrial";

    /// <summary>The column with the highest number of the row's trials; absent when it has none.</summary>
    public const string LastTrial = "LastTrial";

    public static string Key(int sequence) => Prefix + sequence.ToString("D10", CultureInfo.InvariantCulture);

    /// <summary>The first key that may come behind a row's.</summary>
    public static string KeyAfter(string key) => Key(int.Parse(key.AsSpan(Prefix.Length), CultureInfo.InvariantCulture) + 1);

    /// <summary>Packs numbered events into as few rows as hold them.</summary>
    public static IEnumerable<TableEntity> Pack(string jobId, string commit, IReadOnlyList<JobEvent> events)
    {
        var texts = new List<string>();
        var first = 0;
        var length = 2;
        foreach (var happened in events)
        {
            var text = JsonSerializer.Serialize(happened, TradJson.Options);
            if (texts.Count > 0 && length + text.Length + 1 > MostCharacters)
            {
                yield return ToEntity(jobId, commit, [.. events.Skip(first).Take(texts.Count)], texts);
                first += texts.Count;
                texts.Clear();
                length = 2;
            }

            texts.Add(text);
            length += text.Length + 1;
        }

        if (texts.Count > 0)
        {
            yield return ToEntity(jobId, commit, [.. events.Skip(first)], texts);
        }
    }

    public static IReadOnlyList<JobEvent> Unpack(TableEntity entity) =>
        JsonSerializer.Deserialize<JobEvent[]>(entity.GetText("Events")!, TradJson.Options)!;

    private static TableEntity ToEntity(string jobId, string commit, IReadOnlyList<JobEvent> events, List<string> texts)
    {
        var entity = new TableEntity(jobId, Key(events[0].Sequence)) { ["Commit"] = commit };
        entity.SetText("Events", $"[{string.Join(',', texts)}]");
        if (events.Max(happened => happened.Level) is { } level)
        {
            entity[HighestLevel] = (int)level;
        }

        if (events.Min(happened => happened.Trial?.Trial) is { } first)
        {
            entity[FirstTrial] = first;
            entity[LastTrial] = events.Max(happened => happened.Trial?.Trial);
        }

        return entity;
    }
}
