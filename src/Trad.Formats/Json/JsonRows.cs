using System.Text.Json;

namespace Trad.Formats.Json;

/// <summary>
/// Finds the rows of values in JSON, one at a time, in a buffer that does not grow. A row is an array of values, or an object of
/// names and values; rows stand in an array, one per line, or anywhere inside an answer that has other things around them. An object
/// is a row also where it has others inside, whose values are not its own.
/// </summary>
/// <param name="text">The JSON in UTF-8.</param>
internal sealed class JsonRows(Stream text) : IJsonRowSource
{
    private const int MostCells = 256;

    // An array of so many values beside the candles is none of candles, and may have no end.
    private const int MostValues = 1_000_000;

    private readonly JsonTokens _tokens = new(text);
    private readonly Stack<Level> _levels = new();
    private readonly Stack<Level> _unused = new();
    private string _name = "";
    private Level _row = new();

    /// <inheritdoc/>
    public bool IsObject => _row.IsObject;

    /// <inheritdoc/>
    public IReadOnlyList<JsonCell> Cells => _row.Cells;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => _row.Names;

    /// <inheritdoc/>
    public IReadOnlyList<string> Nested => _row.Nested;

    /// <inheritdoc/>
    /// <remarks>An array or object of more values than any candle has is passed over.</remarks>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken) => _tokens.ReadAsync(Take, cancellationToken);

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
            if (outer.IsObject && outer.Nested.Count < MostCells)
            {
                outer.Nested.Add(_name);
            }

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
        if ((level.Cells.Count == 0 && level.Nested.Count == 0) || level.Values > MostCells || (level.HasInside && !level.IsObject))
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

        if (++level.Values > MostValues)
        {
            throw UnsoundFileException.NotRead(
                $"an array or object has more than {MostValues:N0} values, which no row of candles has; write the rows of candles alone");
        }

        // It is no row, but may stand beside rows.
        if (level.Values <= MostCells)
        {
            level.Add(_name, JsonCell.Read(ref reader));
        }
    }

    /// <summary>An array or object that is open, or was the last row.</summary>
    private sealed class Level
    {
        /// <summary>Its values.</summary>
        public List<JsonCell> Cells { get; } = [];

        /// <summary>Their names; empty in an array.</summary>
        public List<string> Names { get; } = [];

        /// <summary>The names of the arrays and objects inside.</summary>
        public List<string> Nested { get; } = [];

        /// <summary>Whether it is an object.</summary>
        public bool IsObject { get; private set; }

        /// <summary>Whether there are arrays or objects inside.</summary>
        public bool HasInside { get; set; }

        /// <summary>How many values it has, of which not all are kept where it is no row.</summary>
        public int Values { get; set; }

        /// <summary>Makes it one that has just begun.</summary>
        public void Begin(bool isObject)
        {
            Cells.Clear();
            Names.Clear();
            Nested.Clear();
            (IsObject, HasInside, Values) = (isObject, false, 0);
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
