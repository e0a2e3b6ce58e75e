namespace Trad.Formats.Spooling;

/// <summary>A file without a name; what is written to it counts against the room of its folder until it is disposed.</summary>
/// <param name="folder">The folder.</param>
/// <param name="file">The open file.</param>
internal sealed class SpoolFile(SpoolFolder folder, FileStream file) : Stream
{
    private long _reserved;

    public override bool CanRead => file.CanRead;

    public override bool CanSeek => file.CanSeek;

    public override bool CanWrite => file.CanWrite;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count) => file.Read(buffer, offset, count);

    public override int Read(Span<byte> buffer) => file.Read(buffer);

    public override int ReadByte() => file.ReadByte();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        file.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        file.ReadAsync(buffer, offset, count, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Reserve(buffer.Length);
        try
        {
            file.Write(buffer);
        }
        catch (IOException full)
        {
            throw folder.Refused(full);
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Reserve(buffer.Length);
        try
        {
            await file.WriteAsync(buffer, cancellationToken);
        }
        catch (IOException full)
        {
            throw folder.Refused(full);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
        try
        {
            file.Flush();
        }
        catch (IOException full)
        {
            throw folder.Refused(full);
        }
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await file.FlushAsync(cancellationToken);
        }
        catch (IOException full)
        {
            throw folder.Refused(full);
        }
    }

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            try
            {
                file.Dispose();
            }
            catch (IOException)
            {
                // What could not be written is not wanted any more.
            }
            finally
            {
                folder.Release(Interlocked.Exchange(ref _reserved, 0));
            }
        }

        base.Dispose(disposing);
    }

    private void Reserve(int bytes)
    {
        folder.Reserve(bytes);
        _reserved += bytes;
    }
}
