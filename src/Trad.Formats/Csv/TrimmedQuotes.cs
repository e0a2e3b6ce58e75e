namespace Trad.Formats.Csv;

/// <summary>
/// Text without the blanks that stand between a delimiter and a quote, as in <c>2024-01-31, "42,283.58"</c>: by the rule of quotes (RFC
/// 4180) such a field is none in quotes, and its comma would end it.
/// </summary>
/// <param name="text">The text, which is disposed with this.</param>
/// <param name="delimiter">What separates fields.</param>
internal sealed class TrimmedQuotes(TextReader text, char delimiter) : TextReader
{
    private const int Block = 4096;

    private readonly char[] _read = new char[Block];
    private readonly char[] _kept = new char[2 * Block];
    private (int At, int End) _left;
    private int _blanks;
    private Place _place = Place.Start;

    private enum Place
    {
        /// <summary>In front of a field, where blanks are held back.</summary>
        Start,

        /// <summary>In a field without quotes.</summary>
        Plain,

        /// <summary>Between quotes.</summary>
        Quoted,

        /// <summary>Behind a quote, which ends the field unless another follows.</summary>
        Ended,
    }

    /// <summary>Whether such blanks stand anywhere in a text.</summary>
    public static bool AreIn(ReadOnlySpan<char> sample, char delimiter)
    {
        for (var at = sample.IndexOf(delimiter); at >= 0; at = sample.IndexOf(delimiter))
        {
            sample = sample[(at + 1)..];
            var field = sample.TrimStart(' ');
            if (field.Length < sample.Length && field is ['"', ..])
            {
                return true;
            }
        }

        return false;
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        while (_left.At == _left.End)
        {
            var length = text.Read(_read, 0, Block);
            if (length == 0)
            {
                return 0;
            }

            _left = (0, 0);
            foreach (var sign in _read.AsSpan(0, length))
            {
                Take(sign);
            }
        }

        var taken = Math.Min(buffer.Length, _left.End - _left.At);
        _kept.AsSpan(_left.At, taken).CopyTo(buffer);
        _left.At += taken;
        return taken;
    }

    public override int ReadBlock(char[] buffer, int index, int count) => ReadBlock(buffer.AsSpan(index, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            text.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Take(char sign)
    {
        if (sign == ' ' && _place is Place.Start or Place.Ended && _blanks < Block)
        {
            _blanks++;
            return;
        }

        var isEnd = sign == delimiter || sign is '\n' or '\r';
        var drops = (_place == Place.Start && sign == '"') || (_place == Place.Ended && isEnd);
        for (; _blanks > 0; _blanks--)
        {
            if (!drops)
            {
                _kept[_left.End++] = ' ';
            }
        }

        _kept[_left.End++] = sign;
        _place = (_place, sign) switch
        {
            (Place.Quoted, '"') => Place.Ended,
            (Place.Quoted, _) => Place.Quoted,
            (Place.Ended, '"') => Place.Quoted,
            (Place.Start, '"') => Place.Quoted,
            _ when isEnd => Place.Start,
            _ => Place.Plain,
        };
    }
}
