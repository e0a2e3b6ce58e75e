using System.Globalization;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies.Rules.Documents;

namespace Trad.Backtesting.Strategies.Rules;

/// <summary>What comes of a rule to enter once both sides, the exits and the prices are judged.</summary>
/// <param name="Rule">The field of the document.</param>
/// <param name="Signals">Candles at which it is signalled to enter.</param>
/// <param name="Obstacles">What can keep a candle at which the rule holds from being one of them, in words.</param>
/// <param name="Levels">The prices and distances that the side asks for.</param>
public sealed record RuleEntries(string Rule, int Signals, string Obstacles, IReadOnlyList<RuleLevel> Levels)
{
    /// <summary>Those of several series together.</summary>
    public static RuleEntries Together(IReadOnlyList<RuleEntries> several) => several[0] with
    {
        Signals = several.Sum(each => each.Signals),
        Levels =
        [
            .. several[0].Levels.Select((level, index) => level with { Pointless = several.Sum(each => each.Levels[index].Pointless) }),
        ],
    };

    /// <summary>Counts the entries of both sides.</summary>
    /// <param name="document">The rules.</param>
    /// <param name="signals">What they said.</param>
    /// <param name="close">The closes.</param>
    internal static IReadOnlyList<RuleEntries> Count(RuleDocument document, SignalBuffer signals, ReadOnlySpan<double> close)
    {
        var found = new List<RuleEntries>();
        foreach (var (side, of, other) in new (int, Func<SidedRule, RuleText?>, RuleText?)[]
        {
            (1, sided => sided.Long, document.Entry.Short), (-1, sided => sided.Short, document.Entry.Long),
        })
        {
            if (of(document.Entry) is { } entry)
            {
                found.Add(CountSide(entry, side, document, of, other, signals, close));
            }
        }

        return found;
    }

    private static RuleEntries CountSide(
        RuleText entry, int side, RuleDocument document, Func<SidedRule, RuleText?> of, RuleText? other, SignalBuffer signals,
        ReadOnlySpan<double> close)
    {
        var (stop, target) = (of(document.Stop) ?? of(document.StopPrice), of(document.Target) ?? of(document.TargetPrice));
        var (trailing, breakEven) = (of(document.Trailing), of(document.BreakEven));
        var (entries, stops, targets, trails, gains) = (0, 0, 0, 0, 0);
        for (var t = 0; t < close.Length; t++)
        {
            if (signals.Direction[t] != side)
            {
                continue;
            }

            entries++;
            stops += stop is not null && side * (close[t] - signals.Stop[t]) <= 0 ? 1 : 0;
            targets += target is not null && side * (signals.Target[t] - close[t]) <= 0 ? 1 : 0;
            trails += trailing is not null && signals.TrailingDistance[t] <= 0 ? 1 : 0;
            gains += breakEven is not null && signals.BreakEvenGain[t] <= 0 ? 1 : 0;
        }

        var (under, over) = side > 0 ? ("below", "above") : ("above", "below");
        RuleLevel?[] levels =
        [
            RuleLevel.Create(stop, of(document.StopPrice) is null, under, stops, "nothing is entered where the price has passed the stop"),
            RuleLevel.Create(target, of(document.TargetPrice) is null, over, targets, "nothing is entered where the price has passed the target"),
            RuleLevel.Create(trailing, true, under, trails, "nothing is entered where the price has passed the stop"),
            RuleLevel.Create(breakEven, true, over, gains, "the stop moves to the entry at once"),
        ];
        var prices = new[] { stop, target, trailing, breakEven }.OfType<RuleText>().Select(rule => $"'{rule.Field}' has no value there");
        var obstacles = new[] { other, of(document.Exit) }.OfType<RuleText>().Select(rule => $"'{rule.Field}' holds there, too").Concat(prices);
        return new RuleEntries(entry.Field, entries, string.Join(", or ", obstacles), [.. levels.OfType<RuleLevel>()]);
    }
}

/// <summary>A price or a distance that rules ask for at their entries.</summary>
/// <param name="Rule">The field of the document.</param>
/// <param name="Should">What it should be, in words.</param>
/// <param name="Pointless">Entries at which it is not.</param>
/// <param name="Outcome">What happens there.</param>
public sealed record RuleLevel(string Rule, string Should, int Pointless, string Outcome)
{
    /// <summary>A level; null where the rules say nothing.</summary>
    internal static RuleLevel? Create(RuleText? rule, bool isDistance, string side, int pointless, string outcome) =>
        rule is null ? null : new RuleLevel(rule.Field, isDistance ? "above 0" : $"{side} the close", pointless, outcome);

    // Single ones are the market's doing: a channel that the close has just left. Where it is most of them the rule is at fault.
    internal string? Warning(string entry, int signals) => signals == 0 || Pointless * 2 <= signals
        ? null
        : string.Create(
            CultureInfo.InvariantCulture,
            $"'{Rule}' is not {Should} at {Pointless} of {signals} signals of '{entry}' ({100.0 * Pointless / signals:0.##} %): {Outcome}");
}
