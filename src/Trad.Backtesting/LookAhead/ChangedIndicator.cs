using Trad.Backtesting.Indicators;

namespace Trad.Backtesting.LookAhead;

/// <summary>Finds the indicator behind a signal that changed.</summary>
internal static class ChangedIndicator
{
    private const double Rounding = 1e-9;
    private const int MovingCandles = 50;

    // A value that is off by a part of what it moves in a candle falls to the other side of a threshold by that chance. Some thousand
    // signals are compared, and of none shall it be taken for a defect.
    private const double LeastMovement = 1e-5;

    /// <summary>
    /// The first indicator, those that others are made of before them, whose values up to a candle differ between two runs over the
    /// same candles but for what lies behind it; null when none does.
    /// </summary>
    /// <remarks>
    /// A swing point is written at the candle where it lies and known two candles later, so that the last ones always differ; it
    /// is named only when nothing else is to be named.
    /// </remarks>
    public static string? LookingAhead(IndicatorCache indicators, IndicatorCache changed, int candle)
    {
        var others = changed.Computed.ToDictionary(column => column.Name, column => column.Values, StringComparer.Ordinal);
        foreach (var (name, values) in indicators.Computed)
        {
            if (others.TryGetValue(name, out var other) && Differ(values.Span[..(candle + 1)], other.Span[..(candle + 1)]))
            {
                return name;
            }
        }

        return indicators.HasSwingHighs
            && !Until(indicators.SwingHighs, candle).SequenceEqual(Until(changed.SwingHighs, candle)) ? "swing highs"
            : indicators.HasSwingLows && !Until(indicators.SwingLows, candle).SequenceEqual(Until(changed.SwingLows, candle)) ? "swing lows"
            : null;
    }

    /// <summary>
    /// The indicator whose value at a candle changed most when the candles begin later: one that has no value yet, or else the
    /// largest change in relation to its value, the outermost among equals; null when none changed.
    /// </summary>
    /// <param name="indicators">With the long history.</param>
    /// <param name="shorter">With the short one.</param>
    /// <param name="offset">Where the first candle of the short history lies in the long one.</param>
    /// <param name="candle">The candle, in the short history.</param>
    /// <param name="least">The least change that counts, in relation to the value.</param>
    public static string? NotWarm(IndicatorCache indicators, IndicatorCache shorter, int offset, int candle, double least = Rounding)
    {
        var (found, largest) = ((string?)null, least);
        var others = shorter.Computed.ToDictionary(column => column.Name, column => column.Values, StringComparer.Ordinal);
        foreach (var (name, values) in indicators.Computed)
        {
            // A crossing needs the candle before as well.
            for (var t = Math.Max(0, candle - 1); t <= candle && others.ContainsKey(name); t++)
            {
                var change = Change(values.Span[t + offset], others[name].Span[t]);
                (found, largest) = change >= largest ? (name, change) : (found, largest);
            }
        }

        return found;
    }

    /// <summary>
    /// Whether an indicator is still on its way to where it is with a long history: it is off by a part of its value, or of what it moves
    /// from candle to candle. Of a price a ten-thousandth is a candle's move, and an average of prices that is off by a part of it crosses
    /// another at another candle.
    /// </summary>
    /// <param name="indicators">With the long history.</param>
    /// <param name="shorter">With the short one.</param>
    /// <param name="offset">Where the first candle of the short history lies in the long one.</param>
    /// <param name="candle">The candle, in the short history.</param>
    /// <param name="least">The least part of its value.</param>
    public static bool IsOnItsWay(IndicatorCache indicators, IndicatorCache shorter, int offset, int candle, double least)
    {
        if (NotWarm(indicators, shorter, offset, candle, least) is not null)
        {
            return true;
        }

        var others = shorter.Computed.ToDictionary(column => column.Name, column => column.Values, StringComparer.Ordinal);
        foreach (var (name, values) in indicators.Computed)
        {
            for (var t = Math.Max(0, candle - 1); t <= candle && others.ContainsKey(name); t++)
            {
                if (Math.Abs(values.Span[t + offset] - others[name].Span[t]) > LeastMovement * Movement(values.Span[..(t + offset + 1)]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>
    /// Whether an indicator has a value at a candle when the candles begin early, and none when they begin late, though it needs more
    /// candles only; arguments as for <see cref="NotWarm"/>.
    /// </summary>
    /// <remarks>
    /// One that is missing now and then by its nature, such as how long ago something was, may be missing because what it is made of
    /// fell to the other side of a threshold: it counts where nothing else is on its way.
    /// </remarks>
    public static bool HasNoValueYet(IndicatorCache indicators, IndicatorCache shorter, int offset, int candle, double onItsWay)
    {
        var others = shorter.Computed.ToDictionary(column => column.Name, column => column.Values, StringComparer.Ordinal);
        var (mayBeMissing, isOnItsWay) = (false, false);
        foreach (var (name, values) in indicators.Computed)
        {
            if (!others.TryGetValue(name, out var other))
            {
                continue;
            }

            var change = Change(values.Span[candle + offset], other.Span[candle]);
            if (!double.IsPositiveInfinity(change))
            {
                isOnItsWay |= change >= onItsWay;
            }
            else if (IsNeverMissingAgain(values.Span))
            {
                return true;
            }
            else
            {
                mayBeMissing = true;
            }
        }

        return mayBeMissing && !isOnItsWay;
    }

    // How far it moves from one candle to the next, on average of those before; infinite where it stands still or has just begun.
    private static double Movement(ReadOnlySpan<double> values)
    {
        var (sum, first) = (0.0, Math.Max(1, values.Length - MovingCandles));
        for (var t = first; t < values.Length; t++)
        {
            sum += Math.Abs(values[t] - values[t - 1]);
        }

        return sum > 0 ? sum / (values.Length - first) : double.PositiveInfinity;
    }

    private static bool IsNeverMissingAgain(ReadOnlySpan<double> values)
    {
        var t = 0;
        while (t < values.Length && double.IsNaN(values[t]))
        {
            t++;
        }

        while (t < values.Length && !double.IsNaN(values[t]))
        {
            t++;
        }

        return t == values.Length;
    }

    private static double Change(double value, double other) =>
        double.IsNaN(value) ? 0
        : double.IsNaN(other) ? double.PositiveInfinity
        : Math.Abs(value - other) / Math.Max(Math.Abs(value), double.Epsilon);

    private static bool Differ(ReadOnlySpan<double> values, ReadOnlySpan<double> others)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!values[i].Equals(others[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<int> Until(ReadOnlySpan<int> positions, int candle)
    {
        var found = positions.BinarySearch(candle + 1);
        return positions[..(found < 0 ? ~found : found)];
    }
}
