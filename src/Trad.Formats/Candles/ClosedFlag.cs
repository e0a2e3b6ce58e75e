using System.Globalization;

namespace Trad.Formats.Candles;

/// <summary>
/// Columns in which a file says of each candle whether it has closed, as <c>confirm</c> of OKX, <c>complete</c> of OANDA and <c>x</c> of
/// Binance's stream.
/// </summary>
internal static class ClosedFlag
{
    private static readonly string[] Names =
    [
        "confirm", "confirmed", "isconfirmed", "closed", "isclosed", "final", "isfinal", "complete", "completed", "iscomplete", "finished",
        "isfinished", "x",
    ];

    private static readonly string[] Yes = ["1", "true", "yes", "t", "y", "1.0"];
    private static readonly string[] No = ["0", "false", "no", "f", "n", "0.0"];

    /// <summary>Whether the name of a column may be that of such marks.</summary>
    /// <param name="plain">The normalised names.</param>
    /// <param name="column">The column.</param>
    public static bool MayBe(IReadOnlyList<string> plain, int column) =>
        // x is a name of anything but in a stream, whose names are all that short.
        Array.IndexOf(Names, plain[column]) >= 0 && (plain[column] != "x" || (plain.Contains("t") && plain.Contains("o")));

    /// <summary>Numbers as such marks are written; null where there is none.</summary>
    public static string?[] FromNumbers(double[] numbers) => Array.ConvertAll(
        numbers, number => double.IsNaN(number) ? null : number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Which of some values say that the candle has not closed.</summary>
    public static bool[] AreNo(IReadOnlyList<string?> values)
    {
        var marks = new bool[values.Count];
        for (var i = 0; i < marks.Length; i++)
        {
            marks[i] = IsNo(values[i]);
        }

        return marks;
    }

    /// <summary>The column; -1 where there is none.</summary>
    /// <param name="plain">The normalised names.</param>
    /// <param name="values">The first values of a column.</param>
    public static int Find(IReadOnlyList<string> plain, Func<int, IEnumerable<string>> values)
    {
        for (var i = 0; i < plain.Count; i++)
        {
            if (MayBe(plain, i) && values(i).Where(value => !NumberText.IsNothing(value)).ToList() is { Count: > 0 } found
                && found.TrueForAll(value => Is(value, Yes) || Is(value, No)))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether a value says that the candle has not closed.</summary>
    public static bool IsNo(ReadOnlySpan<char> value) => Is(value, No);

    private static bool Is(ReadOnlySpan<char> value, string[] words)
    {
        foreach (var word in words)
        {
            if (value.Trim().Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
