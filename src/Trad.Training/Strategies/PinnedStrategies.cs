using BitFaster.Caching.Lru;
using Trad.Backtesting.Strategies;
using Trad.Backtesting.Strategies.Rules;
using Trad.Candles;

namespace Trad.Training.Strategies;

/// <summary>
/// Strategies of the texts that jobs pinned. Reading one again gives the same, so those used lately are kept, by what they say.
/// </summary>
public static class PinnedStrategies
{
    // A text has 64 Ki characters at most, and what is made of it takes little more.
    private const int MostKept = 256;

    private static readonly ConcurrentLru<(string Text, string? Interval), RuleStrategy> Known = new(MostKept);

    /// <summary>The strategy of a pinned text, for candles of an interval.</summary>
    /// <param name="pinned">The text.</param>
    /// <param name="interval">The interval; null where it does not matter.</param>
    /// <exception cref="RuleException">This version cannot carry it out, or not on such candles.</exception>
    /// <exception cref="TrainingException">The text is not the one that was pinned.</exception>
    public static IStrategy Resolve(PinnedStrategy pinned, Interval? interval = null)
    {
        ArgumentNullException.ThrowIfNull(pinned);
        if (pinned.Text is null || pinned.Hash is null)
        {
            // Somebody's JSON left it out.
            throw new TrainingException("It must have version, hash and text.");
        }

        // By the text itself: a hash that somebody sent along says nothing of it.
        var strategy = Find(pinned.Text, null);
        if (strategy.Hash != pinned.Hash)
        {
            throw new TrainingException(
                $"The text of '{strategy.Name}' has the hash {strategy.Hash}, not {pinned.Hash}: it is not the one that was pinned.");
        }

        return interval is null ? strategy : Find(pinned.Text, interval);
    }

    private static RuleStrategy Find(string text, Interval? interval) => Known.GetOrAdd(
        (text, interval?.Code),
        _ => interval is null ? RuleStrategy.ParsePinned(text) : (RuleStrategy)Find(text, null).On(interval.Value));
}
