using System.Text.Json;
using Azure.Data.Tables;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.EndToEnd.Tests.Faults;

/// <summary>Looks for contradictions in the journal of a finished job: holes, trials recorded twice, ends that are missing.</summary>
internal sealed class JournalAudit(string jobId, IReadOnlyList<TableEntity> rows)
{
    public IEnumerable<string> FindFaults()
    {
        if (rows.SingleOrDefault(row => row.RowKey == "head") is not { } head)
        {
            return [$"TradJournal: {jobId} has no head"];
        }

        var strange = rows.Where(row => row.RowKey is not ("head" or "progress") && row.RowKey[0] != 'e')
            .Select(row => $"holds the row {row.RowKey}");
        var events = rows.Where(row => row.RowKey[0] == 'e').OrderBy(row => row.RowKey, StringComparer.Ordinal)
            .SelectMany(row => JsonSerializer.Deserialize<JobEvent[]>(TextOf(row), TradJson.Options)!).ToList();
        return strange.Concat(Contradictions(head, events)).Select(fault => $"TradJournal: {jobId} {fault}");
    }

    private static IEnumerable<string> Contradictions(TableEntity head, List<JobEvent> events)
    {
        if (!events.Select(happened => happened.Sequence).SequenceEqual(Enumerable.Range(0, events.Count))
            || head.GetInt32("Next") != events.Count)
        {
            yield return $"has holes: {events.Count} events, the head says {head.GetInt32("Next")}";
        }

        var trials = events.Where(happened => happened.Trial is not null).Select(happened => happened.Trial!.Trial).ToList();
        if (trials.Distinct().Count() != trials.Count)
        {
            yield return "holds a trial twice";
        }

        var ends = events.Where(happened => happened.Kind == JobEventKind.Done).Select(happened => happened.Attempt!.Value).ToList();
        if (ends.Count == 0 || !ends.SequenceEqual(ends.Distinct().Order()) || head.GetInt32("Done") != ends[^1])
        {
            yield return $"records the ends of the attempts {string.Join(", ", ends)}; the head says {head.GetInt32("Done")}";
        }
    }

    private static string TextOf(TableEntity row) => string.Concat(
        Enumerable.Range(0, 100).Select(
            part => row.TryGetValue(part == 0 ? "Events" : $"Events_{part}", out var text) ? (string)text : ""));
}
