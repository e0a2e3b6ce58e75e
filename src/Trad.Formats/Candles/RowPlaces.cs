namespace Trad.Formats.Candles;

/// <summary>
/// Where rows stand: the line or row of a file, and of which one where several are packed together. A place is one number, so that as many
/// can be kept as there are rows.
/// </summary>
internal sealed class RowPlaces
{
    // A file has fewer lines than this, and an archive fewer files than what is left.
    private const int NumberBits = 40;

    private readonly List<(string? Name, string PlaceName)> _files = [(null, "row")];
    private bool _areOver;

    /// <summary>What the place of a row is called in the file that is read: <c>line</c> or <c>row</c>.</summary>
    public string PlaceName
    {
        get => _files[^1].PlaceName;
        set => _files[^1] = (_files[^1].Name, value);
    }

    /// <summary>Begins a file that is packed with others.</summary>
    public void BeginFile(string name) => _files.Add((name, PlaceName));

    /// <summary>Ends the last file: from now on places are named with theirs where there are several.</summary>
    public void EndFiles() => _areOver = true;

    /// <summary>The place of a row of the file that is read, by its number counted from 1.</summary>
    public long Of(long number) => ((long)(_files.Count - 1) << NumberBits) | number;

    /// <summary>A place in words: with the file, when that is not the one that is read.</summary>
    public string Describe(long place)
    {
        var (file, number) = ((int)(place >> NumberBits), place & ((1L << NumberBits) - 1));
        var (name, placeName) = _files[file];
        return name is null || (file == _files.Count - 1 && (!_areOver || file == 1))
            ? $"{placeName} {number}"
            : $"{placeName} {number} of {name}";
    }
}
