using Trad.Formats.Candles;

namespace Trad.Formats.Packed;

/// <summary>
/// A zip file whose directory is no longer than reasonable: reading a directory takes memory for every entry, and a file may
/// be nothing but directory.
/// </summary>
/// <param name="inner">The file; it is left open.</param>
/// <param name="file">The file's name, for messages.</param>
internal sealed class ZipDirectoryStream(Stream inner, string file) : ReadOnlyStream
{
    /// <summary>Some twenty thousand entries with long names, and what is read to find them.</summary>
    private const long LongestDirectory = 4L << 20;

    private long _read;

    /// <summary>Whether the directory has been read, after which entries are read without this limit.</summary>
    public bool IsRead { get; set; }

    public override bool CanSeek => true;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    public override int Read(Span<byte> buffer) => Count(inner.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await inner.ReadAsync(buffer, cancellationToken));

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    private int Count(int bytes)
    {
        _read += IsRead ? 0 : bytes;
        return _read <= LongestDirectory
            ? bytes
            : throw new CandleFileException(
                file, null, $"the directory of the zip takes more than {LongestDirectory:N0} bytes, which is the most allowed");
    }
}
