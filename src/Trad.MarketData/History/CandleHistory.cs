using Trad.Candles;
using Trad.Candles.Changes;
using Trad.Candles.Stores;
using Trad.MarketData.Coverage;

namespace Trad.MarketData.History;

/// <summary>The runs that changed the stored candles of a market: which they were, and how they are undone.</summary>
/// <remarks>
/// A run is undone whole or not at all, and only while no later run changed the same candles: the later one has to be undone first.
/// Undoing is a run itself.
/// </remarks>
public sealed class CandleHistory(
    ICandleStore store, ICandleHistory history, ICoverageStore coverage, CandleRuns runs, TimeProvider clock)
{
    private const int MostAttempts = 5;

    private readonly RecordedRuns _recorded = new(history);

    /// <summary>The recorded runs of a market, newest first.</summary>
    public Task<IReadOnlyList<RecordedRun>> ListAsync(Market market, CancellationToken cancellationToken) =>
        _recorded.ListAsync(market, cancellationToken);

    /// <summary>The recorded runs of every market that fits, newest first.</summary>
    /// <param name="fits">Whether a market is asked for.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public Task<IReadOnlyList<RecordedRun>> ListAsync(Predicate<Market> fits, CancellationToken cancellationToken) =>
        _recorded.ListAsync(fits, cancellationToken);

    /// <summary>Brings back what a run replaced and removes what it added, all of it or nothing.</summary>
    /// <exception cref="CandleUndoException">It cannot be undone.</exception>
    /// <exception cref="CandleStoreException">Something that is stored cannot be read; nothing was changed.</exception>
    /// <remarks>
    /// What others change meanwhile is never lost: up to the moment at which the months are read, it is a later run that may be in the
    /// way; from then on it comes behind the undoing, and candles that it changed stay as they are.
    /// </remarks>
    public async Task<CandleUndo> UndoAsync(Market market, string id, CancellationToken cancellationToken)
    {
        // Somebody has changed the same months each time that they were read: there is nothing to wait for, and many such are a crowd.
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (await TryUndoAsync(market, id, cancellationToken) is { } undone)
            {
                return undone;
            }
        }

        throw new CandleUndoException(
            CandleUndoRefusal.Conflict, $"Others changed candles of '{id}' while it was being undone, {MostAttempts} times; ask again.");
    }

    /// <summary>Drops what cannot be undone any more, and keeps the records few.</summary>
    public Task PruneAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return history.PruneChangesAsync(now, now - runs.Longest, cancellationToken);
    }

    private async Task<CandleUndo?> TryUndoAsync(Market market, string id, CancellationToken cancellationToken)
    {
        var changes = await history.ListChangesAsync(market, cancellationToken);
        var all = RunOverview.Describe(changes, change => [change.Range]);
        var run = all.FirstOrDefault(each => each.Run.Id == id)
            ?? throw new CandleUndoException(CandleUndoRefusal.Unknown, $"There is no record of a run '{id}' of {market}.");
        var edits = await GatherAsync(run, changes, all, cancellationToken);
        var undo = runs.Undo(market, id);
        var now = clock.GetUtcNow();
        await using var staging = store.Stage(market, PartitionCoverage.UnknownSource, undo);
        foreach (var edit in edits)
        {
            await staging.AddAsync(edit, cancellationToken);
        }

        // A change is recorded before it is made: what the months had when they were read just now is among the records by now.
        await staging.PreviewAsync(cancellationToken);
        var known = changes.Select(change => change.Key).ToHashSet(StringComparer.Ordinal);
        var months = edits.Select(edit => edit.Month).ToHashSet();
        if ((await history.ListChangesAsync(market, cancellationToken)).Any(
            change => months.Contains(change.Month) && !known.Contains(change.Key)))
        {
            return null;
        }

        var result = await staging.CommitAsync(cancellationToken);
        await GoneMonths.ForgetAsync(store, coverage, market, months);
        return new CandleUndo(run, undo, now + undo.UndoableFor, result);
    }

    private async Task<IReadOnlyCollection<CandleEdit>> GatherAsync(
        RecordedRun run, IReadOnlyList<CandleChange> changes, List<RecordedRun> all, CancellationToken cancellationToken)
    {
        if (run.UndoneBy is { } by)
        {
            throw new CandleUndoException(CandleUndoRefusal.Conflict, $"'{run.Run.Id}' was undone by '{by}'.");
        }

        if (run.Run.UndoableFor == TimeSpan.Zero)
        {
            throw new CandleUndoException(
                CandleUndoRefusal.TooLate, $"'{run.Run.Id}' is a run of the backfill's timer, which would fetch the same again at once.");
        }

        if (!run.IsUndoableAt(clock.GetUtcNow()))
        {
            throw new CandleUndoException(
                CandleUndoRefusal.TooLate, $"'{run.Run.Id}' could be undone until {run.UndoableUntil.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z.");
        }

        var undoneBy = all.Where(each => each.UndoneBy is not null).ToDictionary(each => each.Run.Id, each => each.UndoneBy!);
        var edits = new Dictionary<Month, CandleEdit>();

        // The runs that are newer than the change at hand.
        var since = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < changes.Count; i++)
        {
            var change = changes[i];
            since.Add(change.Run.Id);
            if (change.Run.Id != run.Run.Id)
            {
                continue;
            }

            var reverse = await history.ReadReverseAsync(change, cancellationToken) ?? throw new CandleUndoException(
                CandleUndoRefusal.TooLate, $"What '{run.Run.Id}' replaced is not kept any more.");
            // Only of what was undone and what undid it both since then does nothing stay.
            foreach (var later in changes.Take(i).Where(
                each => each.Run.Id != run.Run.Id && each.Month == change.Month && !undoneBy.ContainsKey(each.Run.Id)
                    && !(each.Run.Undoes is { } undone && since.Contains(undone)) && !each.Range.Intersect(change.Range).IsEmpty))
            {
                if (await history.ReadReverseAsync(later, cancellationToken) is not { } other || other.Touches(reverse))
                {
                    throw new CandleUndoException(
                        CandleUndoRefusal.Conflict,
                        $"'{later.Run.Id}' changed candles of '{run.Run.Id}' later, in {later.Month}"
                        + (later.Run.UndoableFor == TimeSpan.Zero ? "." : "; undo that first."));
                }
            }

            edits[change.Month] = edits.TryGetValue(change.Month, out var newer) ? newer.Then(reverse) : reverse;
        }

        return edits.Values;
    }
}
