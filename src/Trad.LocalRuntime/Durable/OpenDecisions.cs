using Trad.LocalRuntime.Durable.Storage;

namespace Trad.LocalRuntime.Durable;

/// <summary>
/// Which decisions of a generation wait for their answer, and which sent events have arrived: a second answer, and an
/// event that is delivered again after a crash of its sender, are not news.
/// </summary>
internal sealed class OpenDecisions
{
    private readonly HashSet<int> _open = [];
    private readonly HashSet<string> _received = new(StringComparer.Ordinal);

    public void Add(int taskId) => _open.Add(taskId);

    public bool Contains(int taskId) => _open.Contains(taskId);

    /// <summary>Takes up what a history leaves open.</summary>
    public void Recover(IReadOnlyList<HistoryEvent> history)
    {
        foreach (var happened in history)
        {
            if (happened.IsDecision)
            {
                _open.Add(happened.TaskId);
            }
            else
            {
                IsNews(happened);
            }
        }
    }

    /// <summary>Whether something is told for the first time.</summary>
    public bool IsNews(HistoryEvent happened) => happened switch
    {
        { IsAnswer: true } => _open.Remove(happened.TaskId),
        { Kind: HistoryEventKind.EventRaised, Other: { } sending } => _received.Add(sending),
        _ => true,
    };

    /// <summary>A new generation begins, which has decided nothing; what its predecessor received stays received.</summary>
    public void Forget() => _open.Clear();
}
