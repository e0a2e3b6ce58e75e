namespace Trad.Formats.Candles.Markets;

/// <summary>The different values of a column that names what the rows are of, over all files of a zip.</summary>
internal sealed class NamedColumn
{
    // More are not told in a message.
    private const int Most = 20;

    private readonly List<string> _values = [];
    private readonly HashSet<string> _known = [];
    private string? _last;

    /// <summary>What the column is called.</summary>
    public string Name { get; set; } = "";

    /// <summary>The different values as they were written first; a number, or nothing, is none.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <summary>Takes a value; true when it is a new one.</summary>
    public bool Take(ReadOnlySpan<char> text)
    {
        if (_last is not null && text.SequenceEqual(_last))
        {
            return false;
        }

        var written = text.Trim();
        _last = text.Length <= Longest ? text.ToString() : null;
        if (_values.Count == Most || written.Length > Longest || NumberText.IsNothing(written) || NumberText.TryRead(written, false, out _)
            || !_known.Add(NamedSymbol.Plain(written)))
        {
            return false;
        }

        _values.Add(written.ToString());
        return true;
    }

    private const int Longest = 64;
}
