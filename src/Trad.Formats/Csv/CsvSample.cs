namespace Trad.Formats.Csv;

/// <summary>Text of which the beginning can be looked at before it is read from its beginning.</summary>
internal sealed class CsvSample : TextReader
{
    private const int Length = 1 << 16;

    private readonly TextReader _rest;
    private readonly char[] _text = new char[Length];
    private readonly int _length;
    private int _at;

    /// <summary>Reads the beginning of the text, which is disposed with this.</summary>
    public CsvSample(TextReader rest)
    {
        _rest = rest;
        _length = rest.ReadBlock(_text, 0, Length);
    }

    /// <summary>The lines that are whole in the beginning of the text; all of the beginning where no line ends in it.</summary>
    public string WholeLines
    {
        get
        {
            var text = _text.AsSpan(0, _length);
            var end = _length < Length ? _length : text.LastIndexOfAny('\n', '\r') + 1;
            return text[..(end == 0 ? _length : end)].ToString();
        }
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (_at == _length)
        {
            return _rest.Read(buffer);
        }

        var taken = Math.Min(buffer.Length, _length - _at);
        _text.AsSpan(_at, taken).CopyTo(buffer);
        _at += taken;
        return taken;
    }

    public override int ReadBlock(char[] buffer, int index, int count) => ReadBlock(buffer.AsSpan(index, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rest.Dispose();
        }

        base.Dispose(disposing);
    }
}
