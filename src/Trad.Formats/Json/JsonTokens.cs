using System.Text.Json;

namespace Trad.Formats.Json;

/// <summary>Reads the tokens of JSON in a buffer that does not grow, whatever the length of the text.</summary>
/// <param name="text">The JSON in UTF-8.</param>
internal sealed class JsonTokens(Stream text)
{
    // More than any value takes; a longer one is refused.
    private const int Buffer = 1 << 16;
    private const int Deepest = 64;

    private readonly byte[] _buffer = new byte[Buffer];
    private JsonReaderState _state = new(
        new JsonReaderOptions { AllowMultipleValues = true, AllowTrailingCommas = true, MaxDepth = Deepest });
    private int _start;
    private int _end;
    private bool _isFinal;

    /// <summary>Takes a token; true to stop after it.</summary>
    public delegate bool Taker(ref Utf8JsonReader reader);

    /// <summary>Gives tokens to a taker until it wants no more, which is true, or until the end, which is false.</summary>
    /// <exception cref="JsonException">This is no JSON.</exception>
    /// <exception cref="UnsoundFileException">
    /// This is what other programs write in its place, or has a value longer or deeper than any of a candle; the message says what, and
    /// what to do.
    /// </exception>
    public async ValueTask<bool> ReadAsync(Taker take, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Take(take))
            {
                return true;
            }

            if (_isFinal)
            {
                return false;
            }

            await FillAsync(cancellationToken);
        }
    }

    private bool Take(Taker take)
    {
        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isFinal, _state);
        var stops = false;
        try
        {
            while (!stops && reader.Read())
            {
                stops = take(ref reader);
            }
        }
        catch (JsonException) when (ForeignJson.Find(_buffer.AsSpan(_start.._end)[(int)reader.BytesConsumed..]) is { } foreign)
        {
            throw UnsoundFileException.NotRead(foreign);
        }

        catch (JsonException) when (reader.CurrentDepth >= Deepest - 1)
        {
            throw UnsoundFileException.NotRead(
                $"arrays and objects stand in one another more than {Deepest} deep; write the rows of candles alone");
        }

        _state = reader.CurrentState;
        _start += (int)reader.BytesConsumed;
        return stops;
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
            throw UnsoundFileException.NotRead(
                $"a value takes more than {Buffer:N0} bytes, which none of a candle does; write the rows of candles alone");
        }

        var read = await text.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        _isFinal = read == 0;
    }
}
