namespace Trad.Training.Jobs;

/// <summary>
/// What was used last, as far as there is room for it; what was not used for longest goes first. Any number of threads may use it
/// at once.
/// </summary>
/// <remarks>
/// Own code, because <c>MemoryCache</c> with a size limit refuses the newest entry when it is full and a job at work is the newest
/// again and again, and the caches of BitFaster.Caching count entries and not bytes.
/// </remarks>
/// <typeparam name="TValue">What is kept.</typeparam>
/// <param name="capacity">The room, in the unit of the weights.</param>
internal sealed class RecentlyUsed<TValue>(long capacity)
    where TValue : class
{
    private readonly Dictionary<string, LinkedListNode<Entry>> _byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _recent = new();
    private readonly Lock _guard = new();
    private long _weight;

    /// <summary>What is kept under a key, or null.</summary>
    public TValue? Find(string key)
    {
        lock (_guard)
        {
            if (!_byKey.TryGetValue(key, out var node))
            {
                return null;
            }

            _recent.Remove(node);
            _recent.AddFirst(node);
            return node.Value.Value;
        }
    }

    /// <summary>Keeps a value in place of what the key had, and lets go of what there is no room for: perhaps the value itself.</summary>
    public void Keep(string key, TValue value, long weight)
    {
        lock (_guard)
        {
            Drop(key);
            _byKey[key] = _recent.AddFirst(new Entry(key, value, weight));
            _weight += weight;
            while (_weight > capacity)
            {
                Drop(_recent.Last!.Value.Key);
            }
        }
    }

    /// <summary>Lets go of what a key has.</summary>
    public void Forget(string key)
    {
        lock (_guard)
        {
            Drop(key);
        }
    }

    private void Drop(string key)
    {
        if (_byKey.Remove(key, out var node))
        {
            _recent.Remove(node);
            _weight -= node.Value.Weight;
        }
    }

    private sealed record Entry(string Key, TValue Value, long Weight);
}
