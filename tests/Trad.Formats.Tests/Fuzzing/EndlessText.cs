namespace Trad.Formats.Tests.Fuzzing;

/// <summary>A text that begins, and then repeats itself for ever.</summary>
internal sealed class EndlessText(string start, string repeated) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        for (var i = 0; i < count; i++, _position++)
        {
            buffer[offset + i] = (byte)(
                _position < start.Length ? start[(int)_position] : repeated[(int)((_position - start.Length) % repeated.Length)]);
        }

        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
