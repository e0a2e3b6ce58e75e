using Trad.Training.Jobs;

namespace Trad.Storage.Journal;

/// <summary>What storing a group of appends comes to, given what the journal holds.</summary>
/// <param name="Head">The head row afterwards.</param>
/// <param name="Events">The events to store, numbered.</param>
/// <param name="Accepted">Appends that are stored with it.</param>
/// <param name="Refused">Appends of attempts that have ended, and those that go on with a journal that is not there.</param>
internal sealed record JournalAppend(
    JournalHead Head, IReadOnlyList<JobEvent> Events, List<PendingAppend> Accepted, List<PendingAppend> Refused)
{
    /// <summary>Whether anything has to be written.</summary>
    public bool Changes { get; private init; }

    public static JournalAppend Plan(JournalHead head, IReadOnlyList<PendingAppend> group, string commit)
    {
        var next = head with { Commit = commit };
        var events = new List<JobEvent>();
        var accepted = new List<PendingAppend>();
        var refused = new List<PendingAppend>();
        var isBegun = head.ETag is not null;
        foreach (var append in group)
        {
            isBegun |= append.Begins;
            if (!isBegun || (append.Attempt <= next.Closed && append.Events.Any(IsWork)))
            {
                refused.Add(append);
                continue;
            }

            accepted.Add(append);
            foreach (var happened in append.Events)
            {
                if (next.With(happened) is { } recorded)
                {
                    events.Add(happened with { Sequence = next.Next });
                    next = recorded with { Next = next.Next + 1 };
                }
            }

            if (append.Closes)
            {
                next = next with { Closed = Math.Max(next.Closed, append.Attempt) };
            }
        }

        return new JournalAppend(next, events, accepted, refused) { Changes = events.Count > 0 || next.Closed != head.Closed };
    }

    // Log lines are welcome at any time; trials and rounds of an attempt that has ended would contradict its result.
    private static bool IsWork(JobEvent happened) => happened.Kind is JobEventKind.Trial or JobEventKind.Round;
}
