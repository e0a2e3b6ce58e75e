namespace Trad.Formats;

/// <summary>
/// What a file library reads from: it ends with the request, and reading past the end, or outside the part that was
/// checked, is an error instead of "nothing read", which some libraries take for data and go on for ever.
/// </summary>
/// <param name="inner">The file, which can seek; it is left open.</param>
/// <param name="cancellationToken">Ends the reading with its next access.</param>
internal sealed class GuardedStream(Stream inner, CancellationToken cancellationToken) : ReadOnlyStream
{
    private long _start;
    private long _end = inner.Length;

    public override bool CanSeek => true;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => Seek(value, SeekOrigin.Begin);
    }

    /// <summary>Bytes in whose place others are read, by their positions; nothing where all are read as they are.</summary>
    public IReadOnlyDictionary<long, byte> Replaced { get; set; } = new Dictionary<long, byte>();

    /// <summary>Allows reading from <paramref name="start"/> up to <paramref name="end"/> only.</summary>
    public void Allow(long start, long end)
    {
        _start = start;
        _end = end;
    }

    public override int Read(Span<byte> buffer)
    {
        var start = inner.Position;
        var read = inner.Read(buffer[..Allowed(buffer.Length)]);
        Replace(buffer[..read], start);
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var start = inner.Position;
        var read = await inner.ReadAsync(buffer[..Allowed(buffer.Length)], cancellationToken);
        Replace(buffer.Span[..read], start);
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        var position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => inner.Position + offset,
            _ => inner.Length + offset,
        };
        return position < 0 ? throw new EndOfStreamException() : inner.Seek(position, SeekOrigin.Begin);
    }

    private void Replace(Span<byte> read, long start)
    {
        foreach (var (position, value) in Replaced)
        {
            if (position >= start && position < start + read.Length)
            {
                read[(int)(position - start)] = value;
            }
        }
    }

    private int Allowed(int wanted)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var position = inner.Position;
        return wanted == 0 ? 0
            : position >= _start && position < _end ? (int)Math.Min(wanted, _end - position)
            : throw new EndOfStreamException();
    }
}
