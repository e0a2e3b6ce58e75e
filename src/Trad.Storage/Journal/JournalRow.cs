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

    public static string Key(int sequence) => Prefix + sequence.ToString("D10", CultureInfo.InvariantCulture);

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
                yield return ToEntity(jobId, commit, events[first].Sequence, texts);
                first += texts.Count;
                texts.Clear();
                length = 2;
            }

            texts.Add(text);
            length += text.Length + 1;
        }

        if (texts.Count > 0)
        {
            yield return ToEntity(jobId, commit, events[first].Sequence, texts);
        }
    }

    public static IReadOnlyList<JobEvent> Unpack(TableEntity entity) =>
        JsonSerializer.Deserialize<JobEvent[]>(entity.GetText("Events")!, TradJson.Options)!;

    private static TableEntity ToEntity(string jobId, string commit, int first, List<string> texts)
    {
        var entity = new TableEntity(jobId, Key(first)) { ["Commit"] = commit };
        entity.SetText("Events", $"[{string.Join(',', texts)}]");
        return entity;
    }
}
