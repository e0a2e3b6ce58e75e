using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Trad.Functions.Api.Failures;

/// <summary>
/// A request's body of which no more than a limit is handed out. The server's own limit would end the connection while the client still
/// sends, so that most clients, and the proxy of the Functions host, see a broken connection and never the answer. Here whoever refused
/// gives the answer first, and what is still on its way is then read and thrown away for a while.
/// </summary>
internal sealed class LimitedBody : Stream
{
    private const int PieceBytes = 64 * 1024;

    // A hundred megabytes at ten megabits a second take 80 seconds. Slower than 240 bytes a second the server ends by itself.
    private static readonly TimeSpan LongestDrain = TimeSpan.FromMinutes(2);

    private readonly HttpContext _http;
    private readonly Stream _body;
    private readonly long _limit;
    private long _read;
    private bool _isOver;

    private LimitedBody(HttpContext http, long limit)
    {
        _http = http;
        _body = http.Request.Body;
        _limit = limit;
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    // A client that waits for leave to send was told the answer instead, and sends nothing.
    private bool IsLeftUnsent => _read == 0 && _http.Request.Headers.Expect.Count > 0;

    /// <summary>Puts the limit on a request's body; null when it has none, or the limit is there already.</summary>
    public static LimitedBody? Begin(HttpContext http, long limit)
    {
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true || http.Request.Body is LimitedBody)
        {
            return null;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
        {
            server.MaxRequestBodySize = null;
        }

        var limited = new LimitedBody(http, limit);
        http.Request.Body = limited;
        return limited;
    }

    /// <summary>Sends the answer, and reads on until the client has sent what it wanted to send, for two minutes at most.</summary>
    /// <param name="gone">That the client is gone.</param>
    /// <param name="stopping">That the host stops.</param>
    public async Task DrainAsync(CancellationToken gone, CancellationToken stopping)
    {
        if (_isOver || IsLeftUnsent || gone.IsCancellationRequested)
        {
            return;
        }

        var end = Environment.TickCount64 + (long)LongestDrain.TotalMilliseconds;
        try
        {
            await _http.Response.CompleteAsync();

            // A read that is cancelled would stay under way, and the server complain of it; who sends nothing is cut off by the server.
            var piece = new byte[PieceBytes];
            while (await _body.ReadAsync(piece, CancellationToken.None) > 0)
            {
                if (stopping.IsCancellationRequested || Environment.TickCount64 > end)
                {
                    _http.Abort();
                    return;
                }
            }
        }
        catch (Exception failed) when (failed is IOException or OperationCanceledException or BadHttpRequestException)
        {
            // It has gone, or was too slow; the answer was given.
        }
    }

    /// <inheritdoc/>
    /// <exception cref="BadHttpRequestException">The body is larger than the limit; its status is 413.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_http.Request.ContentLength > _limit)
        {
            throw TooLarge();
        }

        var read = await _body.ReadAsync(buffer, cancellationToken);
        _isOver |= read == 0 && buffer.Length > 0;
        _read += read;
        return _read > _limit ? throw TooLarge() : read;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A body is read asynchronously.");

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static BadHttpRequestException TooLarge() => new("The body is too large.", StatusCodes.Status413PayloadTooLarge);
}
