using System.Text.Json;

namespace Trad.Formats.Json;

/// <summary>
/// Reads an array of arrays of numbers, one inner array at a time, in a buffer that does not grow: neither a long row nor a
/// long number takes memory.
/// </summary>
/// <param name="text">The JSON.</param>
/// <param name="fields">How many numbers a row has.</param>
internal sealed class JsonRows(Stream text, int fields)
{
    // More than any number takes; a longer token is refused.
    private const int Buffer = 1 << 16;

    private readonly byte[] _buffer = new byte[Buffer];
    private readonly double[] _row = new double[fields];
    private JsonReaderState _state;
    private int _start;
    private int _end;
    private int _count;
    private bool _isFinal;

    /// <summary>What became of the search for a row.</summary>
    private enum Found
    {
        Row,
        End,
        NeedsMore,
    }

    /// <summary>Whether the last row read has more or fewer numbers than it must.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>The last row read.</summary>
    public ReadOnlySpan<double> Row => _row;

    /// <summary>Reads the next row; false at the end.</summary>
    /// <exception cref="JsonException">This is no array of rows of numbers.</exception>
    /// <remarks>A row with more or fewer numbers than it must have makes <see cref="IsMalformed"/> true.</remarks>
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
        switch (reader.TokenType, reader.CurrentDepth)
        {
            case (JsonTokenType.StartArray, 0):
                return false;
            case (JsonTokenType.StartArray, 1):
                _count = 0;
                return false;
            case (JsonTokenType.Number, 2):
                IsMalformed = _count == fields || !reader.TryGetDouble(out _row[_count]);
                _count++;
                return IsMalformed;
            case (JsonTokenType.EndArray, 1):
                IsMalformed = _count != fields;
                return true;
            case (JsonTokenType.EndArray, 0):
                return false;
            case (JsonTokenType.Null, 1):
                IsMalformed = true;
                return true;
            default:
                throw new JsonException();
        }
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
}
