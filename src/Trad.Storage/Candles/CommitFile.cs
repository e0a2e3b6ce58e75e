using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Trad.Candles;
using Trad.Candles.Changes;

namespace Trad.Storage.Candles;

/// <summary>
/// The content of a commit: the months' new candles, each as the Parquet file that its partition will be when nothing is stored of
/// it yet, one after the other, then an index as JSON, the length of the index in four bytes, and a mark.
/// </summary>
/// <param name="content">The bytes, which can be sought in.</param>
internal sealed class CommitFile(Stream content) : IDisposable
{
    private const int LongestIndex = 16 << 20;
    private const int LargestMonth = 256 << 20;

    private readonly SemaphoreSlim _turn = new(1, 1);

    private static ReadOnlySpan<byte> Mark => "TRADCOM1"u8;

    /// <summary>Appends a month to a commit that is being made.</summary>
    public static async Task<CommitMonth> AppendAsync(
        Stream content, Month month, EncodedPartition encoded, CancellationToken cancellationToken)
    {
        var offset = content.Position;
        await content.WriteAsync(encoded.Content, cancellationToken);
        var about = encoded.Metadata;
        return new CommitMonth(
            month.Year, month.Number, offset, encoded.Content.Length, about.Rows, about.FirstOpenTime, about.LastOpenTime, about.Sha256);
    }

    /// <summary>A month of a commit that holds what is stored already.</summary>
    public static CommitMonth Unchanged(Month month, long offset) => new(month.Year, month.Number, offset, 0, 0, 0, 0, "");

    /// <summary>Ends a commit that is being made.</summary>
    public static async Task CompleteAsync(Stream content, IReadOnlyList<CommitMonth> months, CancellationToken cancellationToken)
    {
        var index = JsonSerializer.SerializeToUtf8Bytes(months);
        var tail = new byte[sizeof(int) + Mark.Length];
        BinaryPrimitives.WriteInt32LittleEndian(tail, index.Length);
        Mark.CopyTo(tail.AsSpan(sizeof(int)));
        await content.WriteAsync(index, cancellationToken);
        await content.WriteAsync(tail, cancellationToken);
        await content.FlushAsync(cancellationToken);
    }

    /// <summary>The months.</summary>
    /// <exception cref="InvalidDataException">This is no commit.</exception>
    public async Task<IReadOnlyList<CommitMonth>> ReadIndexAsync(CancellationToken cancellationToken)
    {
        var tailBytes = sizeof(int) + Mark.Length;
        var tail = await ReadAsync(content.Length - tailBytes, tailBytes, cancellationToken);
        var length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (!tail.AsSpan(sizeof(int)).SequenceEqual(Mark) || length is < 0 or > LongestIndex)
        {
            throw new InvalidDataException("it does not end like a commit");
        }

        try
        {
            return JsonSerializer.Deserialize<List<CommitMonth>>(
                await ReadAsync(content.Length - tailBytes - length, length, cancellationToken)) ?? [];
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException("its index cannot be read", broken);
        }
    }

    /// <summary>The Parquet file of a month.</summary>
    /// <exception cref="InvalidDataException">The bytes are not those that were committed.</exception>
    public async Task<EncodedPartition> ReadAsync(CommitMonth month, CancellationToken cancellationToken)
    {
        var bytes = await ReadAsync(month.Offset, month.Bytes, cancellationToken);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == month.Sha256
            ? new EncodedPartition(bytes, new PartitionMetadata(month.Rows, month.First, month.Last, month.Sha256))
            : throw new InvalidDataException(
                $"the candles of {month.Year:D4}-{month.Month:D2} do not have the hash that was recorded when they were committed");
    }

    /// <summary>The change of a month.</summary>
    /// <exception cref="InvalidDataException">The bytes are not those that were committed.</exception>
    /// <exception cref="Trad.Candles.Stores.CandleStoreException">The candles are no sound ones.</exception>
    public async Task<CandleEdit> ReadEditAsync(Market market, CommitMonth month, CancellationToken cancellationToken)
    {
        var put = CandleSeries.Empty(market.Interval);
        if (month.Bytes > 0)
        {
            var encoded = await ReadAsync(month, cancellationToken);
            put = await CandlePartitions.DecodeAsync(
                market, month.Which, new MemoryStream(encoded.Content.ToArray(), writable: false), cancellationToken);
        }

        return new CandleEdit(month.Which, month.ReadRemoved(), put);
    }

    /// <summary>What a month was before its change; null when it changes whatever there is.</summary>
    /// <exception cref="InvalidDataException">The bytes are not those that were committed.</exception>
    /// <exception cref="Trad.Candles.Stores.CandleStoreException">The candles are no sound ones.</exception>
    public async Task<CandleSeries?> ReadBeforeAsync(Market market, CommitMonth month, CancellationToken cancellationToken) =>
        month.Before is { } before ? (await ReadEditAsync(market, before, cancellationToken)).Put : null;

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<byte[]> ReadAsync(long position, int length, CancellationToken cancellationToken)
    {
        if (position < 0 || length is < 0 or > LargestMonth || length > content.Length - position)
        {
            throw new InvalidDataException("it is cut off");
        }

        var bytes = new byte[length];
        await _turn.WaitAsync(cancellationToken);
        try
        {
            content.Position = position;
            await content.ReadExactlyAsync(bytes, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }

        return bytes;
    }
}
