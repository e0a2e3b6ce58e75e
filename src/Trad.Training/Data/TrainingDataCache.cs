using Trad.Candles;

namespace Trad.Training.Data;

/// <summary>The candle sets used last, so that the trials of a job, and jobs over the same data, share them.</summary>
/// <param name="capacity">How many candle sets are kept.</param>
internal sealed class TrainingDataCache(int capacity)
{
    private readonly LinkedList<TrainingData> _recent = new();
    private readonly Lock _guard = new();

    /// <summary>Keeps a candle set, in place of an equal one, and forgets the one that was not used for longest.</summary>
    public void Keep(TrainingData data)
    {
        lock (_guard)
        {
            if (Find(known => known.Fingerprint == data.Snapshot.Fingerprint) is { } equal)
            {
                _recent.Remove(equal);
            }

            _recent.AddFirst(data);
            if (_recent.Count > capacity)
            {
                _recent.RemoveLast();
            }
        }
    }

    /// <summary>The candle set with a fingerprint, or null.</summary>
    public TrainingData? Recall(string fingerprint) => Use(known => known.Fingerprint == fingerprint);

    /// <summary>The candle set that was read from just these versions of the partitions of a range, or null.</summary>
    public TrainingData? Recall(Market market, TimeRange readRange, IReadOnlyDictionary<string, string> partitions) => Use(known =>
        known.ToMarket() == market
        && known.ReadRange() == readRange
        && known.Partitions.Count == partitions.Count
        && known.Partitions.All(version => partitions.TryGetValue(version.Key, out var current) && current == version.Value));

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
