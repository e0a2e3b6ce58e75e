using Trad.Backtesting.Strategies;

namespace Trad.Training.Jobs;

/// <summary>
/// Threads of this process that compute a strategy which does not end, and for which nobody waits any more. .NET cannot end a thread, so
/// each keeps a core until the strategy returns or the process stops; all that can be done is to begin no more of them.
/// </summary>
internal sealed class ThreadsLeftBehind
{
    private readonly Dictionary<string, int> _byStrategy = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>How many there are.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Counts one more.</summary>
    /// <returns>How many there are.</returns>
    public int Add(string strategy) => Change(strategy, 1);

    /// <summary>Counts one less: it has come back.</summary>
    /// <returns>How many there are.</returns>
    public int Remove(string strategy) => Change(strategy, -1);

    /// <summary>
    /// Why nothing may be begun with a strategy here; null when it may. Only one of a file of the host keeps on computing when it is told
    /// to end: those of Trad and rules come back by themselves, be it late.
    /// </summary>
    /// <param name="strategy">The strategy's name.</param>
    public string? FindRefusal(string strategy)
    {
        if (!StrategyCatalog.TryGet(strategy, out var known) || StrategyCatalog.HashOf(known) is null)
        {
            return null;
        }

        lock (_byStrategy)
        {
            return _byStrategy.TryGetValue(strategy, out var threads)
                ? $"'{strategy}' does not end: {threads} {(threads == 1 ? "computation" : "computations")} of it {BacktestOverrunException.LeftMark} on this host, each keeping a core. Nothing else begins with it until it returns, or until its file is mended and the host started anew."
                : null;
        }
    }

    private int Change(string strategy, int difference)
    {
        lock (_byStrategy)
        {
            var threads = _byStrategy.GetValueOrDefault(strategy) + difference;
            if (threads == 0)
            {
                _byStrategy.Remove(strategy);
            }
            else
            {
                _byStrategy[strategy] = threads;
            }

            return _count += difference;
        }
    }
}
