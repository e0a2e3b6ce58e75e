using Trad.Backtesting.Simulation;

namespace Trad.Backtesting.Strategies.Rules;

/// <summary>Reads out of signals what can be marked on candles.</summary>
internal static class RuleMarks
{
    /// <summary>
    /// The marks from a candle on, in the order of time: every entry, and every exit where its rule begins to hold, for one that holds
    /// for many candles says the same at each of them.
    /// </summary>
    /// <param name="signals">What the rules said.</param>
    /// <param name="from">The first candle that is marked.</param>
    public static IReadOnlyList<RuleMark> Read(SignalBuffer signals, int from)
    {
        var marks = new List<RuleMark>();
        var direction = signals.Direction;
        var exits = signals.Exits;
        var trailing = signals.TrailingDistance;
        for (var t = Math.Max(0, from); t < direction.Length; t++)
        {
            if (!exits.IsEmpty)
            {
                var begun = exits[t] & ~(t == 0 ? 0 : exits[t - 1]);
                Exit(begun & SignalBuffer.LeaveLong, t, RuleMarkKind.ExitLong, marks);
                Exit(begun & SignalBuffer.LeaveShort, t, RuleMarkKind.ExitShort, marks);
            }

            if (direction[t] != 0)
            {
                marks.Add(new RuleMark(
                    t, direction[t] > 0 ? RuleMarkKind.EnterLong : RuleMarkKind.EnterShort, signals.Stop[t], signals.Target[t],
                    trailing.IsEmpty ? double.NaN : trailing[t]));
            }
        }

        return marks;
    }

    private static void Exit(int begun, int candle, RuleMarkKind kind, List<RuleMark> marks)
    {
        if (begun != 0)
        {
            marks.Add(new RuleMark(candle, kind, double.NaN, double.NaN, double.NaN));
        }
    }
}
