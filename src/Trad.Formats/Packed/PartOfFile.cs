namespace Trad.Formats.Packed;

/// <summary>Some of the bytes of a file, as a stream that ends with them.</summary>
/// <param name="file">The file, which can seek; it is left open.</param>
/// <param name="start">Where they begin.</param>
/// <param name="length">How many they are.</param>
internal sealed class PartOfFile(Stream file, long start, long length) : ReadOnlyStream
{
    private long _read;

    public override int Read(Span<byte> buffer)
    {
        file.Position = start + _read;
        var read = file.Read(buffer[..(int)Math.Min(buffer.Length, length - _read)]);
        _read += read;
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        file.Position = start + _read;
        var read = await file.ReadAsync(buffer[..(int)Math.Min(buffer.Length, length - _read)], cancellationToken);
        _read += read;
        return read;
    }
}
