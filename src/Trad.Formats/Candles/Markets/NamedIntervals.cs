using Trad.Candles;

namespace Trad.Formats.Candles.Markets;

/// <summary>
/// Looks at the column of a file that says of each row how long its candle is, such as <c>interval</c>: a few candles of another length
/// have distances that outages have as well, so that nothing but this column tells them from those of the market.
/// </summary>
internal sealed class NamedIntervals
{
    // Names under which nothing else is kept; a "period" may be the end of a candle, and a bare number counts seconds or minutes.
    private static readonly string[] Names =
        ["interval", "timeframe", "tf", "granularity", "resolution", "klineinterval", "candleinterval", "barinterval", "i"];

    private string _name = "";
    private string? _last;
    private Interval? _wanted;
    private string? _defect;

    /// <summary>The column; -1 where there is none.</summary>
    public int Field { get; private set; } = -1;

    /// <summary>What is wrong, in words; null while nothing is.</summary>
    public string? Defect => _defect;

    /// <summary>The first column of such a name that may hold intervals; -1 where none does.</summary>
    /// <param name="names">The names of the columns, normalised.</param>
    /// <param name="traits">What their values look like; <c>5m</c> looks like a number of millions.</param>
    /// <param name="values">Values of their first rows; null where these are not known.</param>
    public static int Find(IReadOnlyList<string> names, Func<int, ColumnTraits> traits, Func<int, IEnumerable<string>>? values)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (Names.Contains(names[i])
                && (traits(i).HasFlag(ColumnTraits.Words) || (values?.Invoke(i) ?? []).Any(text => Read(text) is not null)))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Begins a file.</summary>
    /// <param name="field">The column; -1 where there is none.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="wanted">The interval of the import; null where any is right.</param>
    public void Begin(int field, string name, Interval? wanted) => (Field, _name, _wanted, _last) = (field, name, wanted, null);

    /// <summary>Takes what a row says; false when the file cannot be imported. What is no interval says nothing.</summary>
    /// <param name="text">The text in the column.</param>
    /// <param name="place">The row in words, for messages.</param>
    public bool Take(ReadOnlySpan<char> text, (string Name, long Number) place)
    {
        if (_defect is not null || _wanted is not { } wanted || (_last is not null && text.SequenceEqual(_last)))
        {
            return _defect is null;
        }

        var written = text.Length <= Longest ? text.ToString() : "";
        _last = written;
        if (Read(written) is { } told && told != wanted)
        {
            _defect = $"{place.Name} {place.Number}: column '{_name}' says '{written.Trim()}', and the file is imported as {wanted}; "
                + $"leave the rows of one interval, and import those of {told} as {told}";
        }

        return _defect is null;
    }

    private static Interval? Read(string text) =>
        text.Length <= Longest && text.Any(char.IsAsciiLetter) ? FileGuess.FromFileName(text.Trim()).Interval : null;

    private const int Longest = 16;
}
