using System.Text.Json;

namespace Trad.Formats.Json;

/// <summary>
/// Finds the rows of values in JSON, one at a time, in a buffer that does not grow. A row is an array of values, or an object of
/// names and values; rows stand in an array, one per line, or anywhere inside an answer that has other things around them. An object
/// is a row also where it has others inside, whose values are not its own.
/// </summary>
/// <param name="text">The JSON in UTF-8.</param>
internal sealed class JsonRows(Stream text)
{
    // More than any value takes; a longer one is refused.
    private const int Buffer = 1 << 16;
    private const int MostCells = 256;
    private const int Deepest = 16;

    private readonly byte[] _buffer = new byte[Buffer];
    private readonly Stack<Level> _levels = new();
    private readonly Stack<Level> _unused = new();
    private JsonReaderState _state = new(
        new JsonReaderOptions { AllowMultipleValues = true, AllowTrailingCommas = true, MaxDepth = Deepest });
    private int _start;
    private int _end;
    private bool _isFinal;
    private string _name = "";
    private Level _row = new();

    /// <summary>What became of the search for a row.</summary>
    private enum Found
    {
        Row,
        End,
        NeedsMore,
    }

    /// <summary>The values of the last row.</summary>
    public IReadOnlyList<JsonCell> Cells => _row.Cells;

    /// <summary>
    /// The names of the values, where the last row is an object; empty where it is an array. What an object is called itself stands in
    /// front, without a name.
    /// </summary>
    public IReadOnlyList<string> Names => _row.Names;

    /// <summary>Reads the next row; false at the end.</summary>
    /// <exception cref="JsonException">This is no JSON, or a row has more values than any candle has.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            switch (Find())
            {
                case Found.Row:
                    return true;
                case Found.End:
                    return false;
                default:
                    await FillAsync(cancellationToken);
                    break;
            }
        }
    }

    private Found Find()
    {
        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isFinal, _state);
        var found = Found.NeedsMore;
        while (found == Found.NeedsMore && reader.Read())
        {
            found = Take(ref reader) ? Found.Row : Found.NeedsMore;
        }

        _state = reader.CurrentState;
        _start += (int)reader.BytesConsumed;
        return found == Found.NeedsMore && _isFinal ? Found.End : found;
    }

    /// <summary>Takes one token; true when it ends a row.</summary>
    private bool Take(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray or JsonTokenType.StartObject:
                Begin(reader.TokenType == JsonTokenType.StartObject);
                return false;
            case JsonTokenType.EndArray or JsonTokenType.EndObject:
                return End();
            case JsonTokenType.PropertyName:
                _name = reader.GetString()!;
                return false;
            case JsonTokenType.Comment or JsonTokenType.None:
                return false;
            default:
                Add(ref reader);
                return false;
        }
    }

    private void Begin(bool isObject)
    {
        _levels.TryPeek(out var outer);
        var level = _unused.TryPop(out var used) ? used : new Level();
        level.Begin(isObject);
        if (outer is not null)
        {
            outer.HasInside = true;
            if (isObject && outer.IsObject)
            {
                level.Add("", new JsonCell(_name, double.NaN, null));
            }
        }

        _levels.Push(level);
    }

    /// <summary>Ends an array or object; true when it is a row.</summary>
    private bool End()
    {
        var level = _levels.Pop();
        if (level.Cells.Count == 0 || (level.HasInside && !level.IsObject))
        {
            _unused.Push(level);
            return false;
        }

        // What was the last row until now is not needed any more.
        _unused.Push(_row);
        _row = level;
        return true;
    }

    private void Add(ref Utf8JsonReader reader)
    {
        if (!_levels.TryPeek(out var level))
        {
            return;
        }

        if (level.Cells.Count == MostCells)
        {
            throw new JsonException();
        }

        level.Add(_name, reader.TokenType switch
        {
            JsonTokenType.String => new JsonCell(reader.GetString(), double.NaN, null),
            JsonTokenType.Number => new JsonCell(
                null, reader.TryGetDouble(out var number) ? number : double.NaN, reader.TryGetInt64(out var whole) ? whole : null),
            _ => JsonCell.Nothing,
        });
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == Buffer)
        {
            throw new JsonException();
        }

        var read = await text.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        _isFinal = read == 0;
    }

    /// <summary>An array or object that is open, or was the last row.</summary>
    private sealed class Level
    {
        /// <summary>Its values.</summary>
        public List<JsonCell> Cells { get; } = [];

        /// <summary>Their names; empty in an array.</summary>
        public List<string> Names { get; } = [];

        /// <summary>Whether it is an object.</summary>
        public bool IsObject { get; private set; }

        /// <summary>Whether there are arrays or objects inside.</summary>
        public bool HasInside { get; set; }

        /// <summary>Makes it one that has just begun.</summary>
        public void Begin(bool isObject)
        {
            Cells.Clear();
            Names.Clear();
            (IsObject, HasInside) = (isObject, false);
        }

        /// <summary>Adds a value.</summary>
        public void Add(string name, JsonCell cell)
        {
            Cells.Add(cell);
            if (IsObject)
            {
                Names.Add(name);
            }
        }
    }
}
