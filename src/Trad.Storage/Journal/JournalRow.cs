using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Trad.Candles.Stores;
using Trad.Storage.Tables;
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
    public static string KeyAfter(string key) => Key(SequenceOf(key) + 1);

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

    /// <exception cref="DamagedRecordException">The row cannot be read.</exception>
    public static IReadOnlyList<JobEvent> Unpack(TableEntity entity) =>
        StoredRow.Read("journal of the job", entity, row => row.PartitionKey, ToEvents);

    /// <summary>
    /// The events of a row for people who read them: of one that cannot be read, a line that says so stands in their place.
    /// </summary>
    public static IReadOnlyList<JobEvent> UnpackForReaders(TableEntity entity)
    {
        if (StoredRow.TryRead(entity, ToEvents, out var events, out var problem))
        {
            return events;
        }

        var line = JobEvent.OfLog(
            entity.Timestamp ?? DateTimeOffset.UnixEpoch, JobLogLevel.Warning, JobPhase.Queued,
            $"What was recorded here cannot be read: {problem}.");
        return [line with { Sequence = SequenceOf(entity.RowKey) }];
    }

    private static JobEvent[] ToEvents(TableEntity entity) =>
        JsonSerializer.Deserialize<JobEvent[]>(
            entity.GetText("Events") ?? throw new FormatException("the column 'Events' is missing"),
            TradJson.Options) is { Length: > 0 } events
            ? events
            : throw new FormatException("the column 'Events' holds none");

    private static int SequenceOf(string key) => int.Parse(key.AsSpan(Prefix.Length), CultureInfo.InvariantCulture);

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
