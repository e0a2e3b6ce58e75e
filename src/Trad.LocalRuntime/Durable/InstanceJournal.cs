using Azure;
using Microsoft.Extensions.Logging;
using Trad.LocalRuntime.Durable.Storage;

namespace Trad.LocalRuntime.Durable;

/// <summary>
/// Writes one instance down, turn by turn. A turn that cannot be committed has not happened, so there is nothing to do
/// but to try until storage is back.
/// </summary>
internal sealed class InstanceJournal(DurableStore store, StoragePatience patience, InstanceRecord record, ILogger log)
{
    private InstanceRecord _record = record;
    private int _position;
    private bool _hasBlobs;
    private List<string> _outdated = [];

    /// <summary>The record as it was committed last.</summary>
    public InstanceRecord Record => Volatile.Read(ref _record);

    /// <summary>Whether anything has been recorded in this generation.</summary>
    public bool IsBegun => _position > 0;

    /// <summary>Reads what was recorded in this generation.</summary>
    public async Task<IReadOnlyList<HistoryEvent>> ReadAsync(CancellationToken cancellationToken)
    {
        var (events, outdated) = await patience.UntilDoneAsync(
            $"the reading of {_record.InstanceId}", () => store.History.ReadAsync(_record, cancellationToken), cancellationToken);
        _position = events.Count;
        _outdated = [.. outdated];

        // Whether there are blobs is not written down; looking costs one call when the generation ends.
        _hasBlobs = true;
        return events;
    }

    /// <summary>Commits a turn.</summary>
    /// <param name="turn">What happened, and what was decided.</param>
    /// <param name="inherited">What the next generation begins with, when the turn ends this one.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    public async Task AppendAsync(
        IReadOnlyList<HistoryEvent> turn, IReadOnlyList<HistoryEvent> inherited, CancellationToken cancellationToken)
    {
        var removed = await patience.UntilDoneAsync(
            $"a turn of {_record.InstanceId}", () => TryAppendAsync(turn, inherited, cancellationToken), cancellationToken);
        _outdated.RemoveRange(0, Math.Min(removed, _outdated.Count));
        _position += turn.Count;
        _hasBlobs |= turn.Any(happened => PayloadStore.IsLong(happened.Payload));
    }

    /// <summary>Records where the instance stands, and how it ended.</summary>
    public async Task SaveProgressAsync(InstanceRecord changed, CancellationToken cancellationToken)
    {
        await patience.UntilDoneAsync(
            $"the progress of {_record.InstanceId}", () => store.Instances.SaveProgressAsync(changed, cancellationToken),
            cancellationToken);
        Volatile.Write(ref _record, changed);
    }

    /// <summary>Goes over to the next generation, whose inheritance has been committed with the last turn of this one.</summary>
    /// <param name="next">The record of the next generation.</param>
    /// <param name="inherited">How many events it inherits.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    public async Task BeginGenerationAsync(InstanceRecord next, int inherited, CancellationToken cancellationToken)
    {
        var last = _record;
        await patience.UntilDoneAsync(
            $"a generation of {last.InstanceId}", () => store.Instances.SaveAsync(next, cancellationToken), cancellationToken);
        Volatile.Write(ref _record, next);
        _outdated.AddRange(Enumerable.Range(0, _position).Select(position => StorageKey.OfEvent(last.Generation, position)));
        _position = inherited;
        if (_hasBlobs || PayloadStore.IsLong(last.Input) || PayloadStore.IsLong(last.CustomStatus))
        {
            _hasBlobs = false;
            await ForgetBlobsAsync(last, cancellationToken);
        }
    }

    private async Task<int> TryAppendAsync(
        IReadOnlyList<HistoryEvent> turn, IReadOnlyList<HistoryEvent> inherited, CancellationToken cancellationToken)
    {
        try
        {
            return await store.History.AppendAsync(_record, _position, turn, inherited, _outdated, cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == 404 && _outdated.Count > 0)
        {
            // The answer to an earlier attempt was lost: its deletions were done. What is left goes with the next start or purge.
            _outdated.Clear();
            return await store.History.AppendAsync(_record, _position, turn, inherited, _outdated, cancellationToken);
        }
    }

    private async Task ForgetBlobsAsync(InstanceRecord last, CancellationToken cancellationToken)
    {
        try
        {
            await store.Payloads.DeleteAsync(last.InstanceId, last.Generation, cancellationToken);
        }
        catch (Exception refused) when (StoragePatience.IsStorageFailure(refused, cancellationToken))
        {
            log.LogInformation("Blobs of {Instance} stay until it is purged: {Reason}", last.InstanceId, refused.Message.Split('\n')[0]);
        }
    }
}
