using Trad.Candles;

namespace Trad.Training.Data;

/// <summary>The candle sets used last, so that the trials of a job, and jobs over the same data, share them.</summary>
/// <param name="capacity">How many candles are kept in all; the set used last is always kept, unless there is no room for any.</param>
internal sealed class TrainingDataCache(long capacity)
{
    private readonly LinkedList<TrainingData> _recent = new();
    private readonly Lock _guard = new();

    /// <summary>Keeps a candle set, in place of an equal one, and forgets the one that was not used for longest.</summary>
    public void Keep(TrainingData data)
    {
        lock (_guard)
        {
            if (Find(known => IsSame(known, data.Snapshot)) is { } equal)
            {
                _recent.Remove(equal);
            }

            _recent.AddFirst(data);
            while (_recent.Count > (capacity > 0 ? 1 : 0) && _recent.Sum(Size) > capacity)
            {
                _recent.RemoveLast();
            }
        }
    }

    /// <summary>The candle set of a snapshot, or null.</summary>
    public TrainingData? Recall(DataSnapshot snapshot) => Use(known => IsSame(known, snapshot));

    /// <summary>
    /// A candle set that was read from just these versions of the partitions of a range, under the same gap policy, or
    /// null; its hold-out may be another.
    /// </summary>
    public TrainingData? Recall(DataSelection selection, TimeRange readRange, IReadOnlyDictionary<string, string> partitions) =>
        Use(known =>
        known.ToMarket() == selection.Market
        && known.ReadRange() == readRange
        && known.GapPolicy == selection.GapPolicy
        && known.LongestGap() == selection.LongestGap
        && known.IntrabarPath == selection.IntrabarPath
        && PartitionVersions.AreEqual(known.Partitions, partitions));

    // Equal candles with another hold-out have other indicators.
    private static bool IsSame(DataSnapshot known, DataSnapshot wanted) =>
        known.Fingerprint == wanted.Fingerprint
        && known.HoldOutFrom == wanted.HoldOutFrom
        && known.FinerFingerprint == wanted.FinerFingerprint;

    // Finer candles have no indicators and take a quarter of the room.
    private static long Size(TrainingData kept) => kept.Candles.Count + ((kept.Finer?.Count ?? 0) / 4);

    private TrainingData? Use(Predicate<DataSnapshot> match)
    {
        lock (_guard)
        {
            if (Find(match) is not { } node)
            {
                return null;
            }

            _recent.Remove(node);
            _recent.AddFirst(node);
            return node.Value;
        }
    }

    private LinkedListNode<TrainingData>? Find(Predicate<DataSnapshot> match)
    {
        for (var node = _recent.First; node is not null; node = node.Next)
        {
            if (match(node.Value.Snapshot))
            {
                return node;
            }
        }

        return null;
    }
}
