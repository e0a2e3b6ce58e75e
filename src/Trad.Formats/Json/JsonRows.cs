using System.Text.Json;

namespace Trad.Formats.Json;

/// <summary>
/// Finds the rows of values in JSON, one at a time, in a buffer that does not grow. A row is an array of values, or an object of
/// names and values; rows stand in an array, one per line, or anywhere inside an answer that has other things around them.
/// </summary>
/// <param name="text">The JSON in UTF-8.</param>
internal sealed class JsonRows(Stream text)
{
    // More than any value takes; a longer one is refused.
    private const int Buffer = 1 << 16;
    private const int MostCells = 256;
    private const int Deepest = 16;

    private readonly byte[] _buffer = new byte[Buffer];
    private readonly List<JsonCell> _cells = [];
    private readonly List<string> _names = [];
    private readonly Stack<Level> _levels = new();
    private JsonReaderState _state = new(
        new JsonReaderOptions { AllowMultipleValues = true, AllowTrailingCommas = true, MaxDepth = Deepest });
    private int _start;
    private int _end;
    private bool _isFinal;
    private string _name = "";
    private int _skipped;

    /// <summary>What became of the search for a row.</summary>
    private enum Found
    {
        Row,
        End,
        NeedsMore,
    }

    /// <summary>The values of the last row.</summary>
    public IReadOnlyList<JsonCell> Cells => _cells;

    /// <summary>
    /// The names of the values, where the last row is an object; empty where it is an array. What an object is called itself stands in
    /// front, without a name.
    /// </summary>
    public IReadOnlyList<string> Names => _names;

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
                _name = _skipped > 0 ? "" : reader.GetString()!;
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
        if (_skipped > 0)
        {
            _skipped++;
            return;
        }

        if (_levels.TryPeek(out var outer))
        {
            // What stands inside a row of an array is no row, and none of its values.
            if (outer.IsRow && outer.IsInArray && _cells.Count > 0)
            {
                Append(JsonCell.Nothing);
                _skipped = 1;
                return;
            }

            // What has others inside is an answer around rows, whatever else it has.
            _levels.Pop();
            _levels.Push(outer with { IsRow = false });
        }

        var isInArray = outer is { IsObject: false };
        Clear();
        _levels.Push(new Level(isObject, true, isInArray));
        if (isObject && outer is { IsObject: true })
        {
            _cells.Add(new JsonCell(_name, double.NaN, null));
            _names.Add("");
        }
    }

    private bool End()
    {
        if (_skipped > 0)
        {
            _skipped--;
            return false;
        }

        return _levels.Pop().IsRow && _cells.Count > 0;
    }

    private void Add(ref Utf8JsonReader reader)
    {
        if (_skipped > 0 || !_levels.TryPeek(out var level) || !level.IsRow)
        {
            return;
        }

        Append(reader.TokenType switch
        {
            JsonTokenType.String => new JsonCell(reader.GetString(), double.NaN, null),
            JsonTokenType.Number => new JsonCell(
                null, reader.TryGetDouble(out var number) ? number : double.NaN, reader.TryGetInt64(out var whole) ? whole : null),
            _ => JsonCell.Nothing,
        });
    }

    private void Append(JsonCell cell)
    {
        if (_cells.Count == MostCells)
        {
            throw new JsonException();
        }

        if (_levels.Peek().IsObject)
        {
            _names.Add(_name);
        }

        _cells.Add(cell);
    }

    private void Clear()
    {
        _cells.Clear();
        _names.Clear();
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

    /// <summary>An array or object that is open.</summary>
    /// <param name="IsObject">Whether it is an object.</param>
    /// <param name="IsRow">Whether it has had nothing but values so far.</param>
    /// <param name="IsInArray">Whether it stands in an array.</param>
    private sealed record Level(bool IsObject, bool IsRow, bool IsInArray);
}
