using System.Text.Json;
using Trad.Formats.Candles;
using Trad.Formats.Candles.Markets;

namespace Trad.Formats.Json;

/// <summary>
/// The rows of JSON that holds its columns one after the other: arrays by name as charting libraries are fed and Yahoo answers, objects
/// by name as pandas writes columns, or <c>columns</c>, <c>index</c> and <c>data</c> as pandas splits a frame. All of it is in memory
/// before there is a first row.
/// </summary>
/// <param name="text">The JSON in UTF-8.</param>
/// <param name="file">The file's name, for messages.</param>
/// <param name="mostBytes">How much memory the columns may take.</param>
/// <param name="around">Takes what the file names beside its columns.</param>
internal sealed class JsonColumnRows(Stream text, string file, long mostBytes, NamedAround around) : IJsonRowSource
{
    // What a value takes as it is kept, while the list that it is in grows.
    private const int BytesPerCell = 96;
    private const string Index = "index";

    private readonly List<string> _names = [];
    private readonly List<IReadOnlyList<JsonCell>> _columns = [];
    private readonly List<string> _nested = [];
    private readonly Stack<Level> _levels = new();
    private string _name = "";
    private IReadOnlyList<string> _frame = [];
    private List<JsonCell>[]? _frameColumns;
    private List<JsonCell>? _places;
    private long _kept;
    private int _row = -1;
    private JsonCell[] _cells = [];

    /// <inheritdoc/>
    public bool IsObject => true;

    /// <inheritdoc/>
    public IReadOnlyList<JsonCell> Cells => _cells;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => _names;

    /// <inheritdoc/>
    public IReadOnlyList<string> Nested => _nested;

    /// <inheritdoc/>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (_row < 0)
        {
            await new JsonTokens(text).ReadAsync(Take, cancellationToken);
            Complete();
        }

        if (_columns.Count == 0 || ++_row > _columns[0].Count)
        {
            return false;
        }

        _cells = [.. _columns.Select(column => column[_row - 1])];
        return true;
    }

    private bool Take(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _name = reader.GetString()!;
                break;
            case JsonTokenType.StartArray or JsonTokenType.StartObject:
                var isNamed = _levels.TryPeek(out var outer) && outer.IsObject;
                outer?.BeginInside();
                _levels.Push(new Level(
                    isNamed ? _name : "", reader.TokenType == JsonTokenType.StartObject,
                    outer is { IsObject: false, Name: "data" } && _frame.Count > 0));
                break;
            case JsonTokenType.EndArray or JsonTokenType.EndObject:
                End(_levels.Pop());
                break;
            case JsonTokenType.Comment:
                break;
            default:
                _levels.TryPeek(out var level);
                if (level is { IsObject: true } && reader.TokenType == JsonTokenType.String)
                {
                    around.Take(_name, reader.GetString());
                }

                if (level is not null && (level.Name.Length > 0 || level.IsRow))
                {
                    Count();
                    level.Add(level.IsObject ? _name : null, JsonCell.Read(ref reader));
                }

                break;
        }

        return false;
    }

    private void Count()
    {
        if (++_kept * BytesPerCell > mostBytes)
        {
            throw new CandleFileException(
                file, null,
                $"its columns stand one after the other, and take more than {mostBytes:N0} bytes of memory, which is the most allowed; "
                + "write it row by row, as with orient='records'");
        }
    }

    private void End(Level level)
    {
        if (level.IsRow)
        {
            AddToFrame(level.Cells);
        }
        else if (level.HasInside || level.Cells.Count == 0)
        {
            _kept -= level.Cells.Count;
            NameNested(level);
        }
        else if (!level.IsObject && _levels.TryPeek(out var outer) && outer.IsObject && JsonShape.IsPlace(level.Name))
        {
            // The value of a row in a column of lists.
            outer.HasPlaces = true;
            _kept -= level.Cells.Count;
        }
        else if (!level.IsObject)
        {
            EndArray(level);
        }
        else if (IsPrice(level.Name) || IsTime(level.Name) || _places is not null)
        {
            EndObject(level);
        }
        else
        {
            _kept -= level.Cells.Count;
        }
    }

    // What has arrays or objects for values, and is nothing that the columns stand in.
    private void NameNested(Level level)
    {
        if (level.HasInside && !level.HasColumns && level.Name.Length > 0 && (!level.IsObject || level.HasPlaces)
            && !_nested.Contains(level.Name))
        {
            _nested.Add(level.Name);
        }
    }

    private void EndArray(Level level)
    {
        if (level.Name == "columns" && level.Cells.TrueForAll(cell => cell.Text is not null))
        {
            _frame = [.. level.Cells.Select(cell => cell.Text!)];
            _frameColumns = [.. _frame.Select(_ => new List<JsonCell>())];
        }
        else
        {
            Add(level.Name, level.Cells);
        }
    }

    private void EndObject(Level level)
    {
        _places ??= [.. level.Keys.Select(key => new JsonCell(key, double.NaN, null))];
        if (_places.Count != level.Keys.Count || !_places.Zip(level.Keys).All(pair => pair.First.Text == pair.Second))
        {
            throw new CandleFileException(
                file, null, $"column '{level.Name}' has other rows than '{(_names.Count > 0 ? _names[0] : level.Name)}'");
        }

        Add(level.Name, level.Cells);
    }

    private void AddToFrame(List<JsonCell> row)
    {
        if (row.Count != _frame.Count)
        {
            throw new CandleFileException(file, null, $"a row of its data has {row.Count} values, and there are {_frame.Count} columns");
        }

        for (var i = 0; i < row.Count; i++)
        {
            _frameColumns![i].Add(row[i]);
        }

        MarkAround();
    }

    private void Add(string name, IReadOnlyList<JsonCell> cells)
    {
        if (_names.Contains(name) && (IsPrice(name) || IsTime(name)))
        {
            throw new CandleFileException(
                file, null, $"column '{name}' is there twice, as of several markets; leave those of one");
        }

        _names.Add(name);
        _columns.Add(cells);
        MarkAround();
    }

    private void MarkAround()
    {
        foreach (var level in _levels)
        {
            level.HasColumns = true;
            around.TakeKey(level.Name);
        }
    }

    /// <summary>
    /// Leaves the columns that are as long as that of the closes, which others beside the candles are not. One of the candles' own that
    /// is not is no other: its values may belong to other rows than those beside which they stand.
    /// </summary>
    private void Complete()
    {
        _row = 0;
        for (var i = 0; i < _frame.Count; i++)
        {
            Add(_frame[i], _frameColumns![i]);
        }

        if (_places is not null)
        {
            Add(Index, _places);
        }

        var close = _names.FindIndex(name => CandleColumnNames.Rank(CandleColumn.Close, CandleColumnNames.Normalize(name)) >= 0);
        if (close < 0)
        {
            _columns.Clear();
            _names.Clear();
            return;
        }

        var (length, closes) = (_columns[close].Count, _names[close]);
        for (var i = _names.Count - 1; i >= 0; i--)
        {
            if (_columns[i].Count == length)
            {
                continue;
            }

            if (IsPrice(_names[i]) || IsAmount(_names[i]) || (IsTime(_names[i]) && _names[i] != Index))
            {
                throw new CandleFileException(
                    file, null, $"column '{_names[i]}' has {_columns[i].Count:N0} values, and column '{closes}' has {length:N0}");
            }

            _names.RemoveAt(i);
            _columns.RemoveAt(i);
        }
    }

    private static bool IsPrice(string name) => CandleColumnNames.IsAny(
        name, CandleColumn.Open, CandleColumn.High, CandleColumn.Low, CandleColumn.Close);

    private static bool IsAmount(string name) => CandleColumnNames.IsAny(
        name, CandleColumn.Volume, CandleColumn.QuoteVolume, CandleColumn.TradeCount);

    private static bool IsTime(string name) => CandleColumnNames.Rank(CandleColumn.OpenTime, CandleColumnNames.Normalize(name)) >= 0;

    /// <summary>An array or object that is open.</summary>
    /// <param name="Name">What it is called; empty where it has no name.</param>
    /// <param name="IsObject">Whether it is an object.</param>
    /// <param name="IsRow">Whether it is a row of a frame.</param>
    private sealed record Level(string Name, bool IsObject, bool IsRow)
    {
        public List<JsonCell> Cells { get; } = [];

        public List<string> Keys { get; } = [];

        public bool HasInside { get; private set; }

        public bool HasColumns { get; set; }

        public bool HasPlaces { get; set; }

        public void BeginInside() => HasInside = true;

        public void Add(string? key, JsonCell cell)
        {
            Cells.Add(cell);
            if (key is not null)
            {
                Keys.Add(key);
            }
        }
    }
}
