using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Formats.Parquet;

namespace Trad.Storage.Candles;

/// <summary>Lists, downloads and uploads single partitions; every failure names the partition.</summary>
internal sealed class CandlePartitions(BlobContainerClient container)
{
    /// <summary>The container.</summary>
    public BlobContainerClient Container => container;

    /// <summary>The partitions of a market, oldest first, and the commit that is not yet in them; one request tells both.</summary>
    public async Task<MarketListing> ListAsync(Market market, CancellationToken cancellationToken)
    {
        var partitions = new List<StoredPartition>();
        PendingCommit? pending = null;
        try
        {
            var options = new GetBlobsOptions { Traits = BlobTraits.Metadata, Prefix = PartitionPath.Prefix(market) };
            await foreach (var blob in container.GetBlobsAsync(options, cancellationToken))
            {
                if (PartitionPath.TryParse(blob.Name, out _, out var month))
                {
                    partitions.Add(new StoredPartition(
                        month, blob.Properties.ETag!.Value, blob.Properties.ContentLength ?? 0, PartitionMetadata.From(blob.Metadata)));
                }
                else if (PartitionPath.TryParsePending(blob.Name, out _))
                {
                    pending = PendingCommit.FromBlob(market, blob);
                }
            }
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return new MarketListing([], null);
        }

        partitions.Sort((left, right) => left.Month.CompareTo(right.Month));
        return new MarketListing(partitions, pending);
    }

    /// <summary>The bytes of a partition in one version; null when it is gone or has another version by now.</summary>
    /// <exception cref="CandleStoreException">The bytes are not those that were written.</exception>
    public async Task<MemoryStream?> DownloadAsync(Market market, StoredPartition partition, CancellationToken cancellationToken)
    {
        var blob = container.GetBlobClient(PartitionPath.Format(market, partition.Month));
        byte[] content;
        PartitionMetadata? written;
        try
        {
            var options = new BlobDownloadOptions { Conditions = new BlobRequestConditions { IfMatch = partition.Version } };
            var downloaded = (await blob.DownloadContentAsync(options, cancellationToken)).Value;
            content = downloaded.Content.ToMemory().ToArray();
            written = PartitionMetadata.From(downloaded.Details.Metadata);
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            return null;
        }

        if (written is not null && Convert.ToHexStringLower(SHA256.HashData(content)) != written.Sha256)
        {
            throw Unreadable(market, partition.Month, "its bytes do not have the hash that was recorded when it was written");
        }

        return new MemoryStream(content, writable: false);
    }

    /// <summary>Writes a partition in one piece, over the version that was read; false when another writer was first.</summary>
    public async Task<bool> TryUploadAsync(
        Market market, Month month, ETag? version, EncodedPartition partition, CancellationToken cancellationToken)
    {
        var blob = container.GetBlobClient(PartitionPath.Format(market, month));
        var options = new BlobUploadOptions
        {
            Metadata = partition.Metadata.ToDictionary(),
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/vnd.apache.parquet" },
            Conditions = version is { } read
                ? new BlobRequestConditions { IfMatch = read }
                : new BlobRequestConditions { IfNoneMatch = ETag.All },
        };
        try
        {
            await blob.UploadAsync(new BinaryData(partition.Content), options, cancellationToken);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status is 409 or 412 && lost.ErrorCode != BlobErrorCode.ContainerBeingDeleted)
        {
            return false;
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            return false;
        }
    }

    /// <summary>The same, or deletes the version that was read where nothing is to be left of the partition.</summary>
    public async Task<bool> TryReplaceAsync(
        Market market, Month month, ETag? version, EncodedPartition? partition, CancellationToken cancellationToken)
    {
        if (partition is not null)
        {
            return await TryUploadAsync(market, month, version, partition, cancellationToken);
        }

        try
        {
            await container.GetBlobClient(PartitionPath.Format(market, month)).DeleteIfExistsAsync(
                conditions: new BlobRequestConditions { IfMatch = version }, cancellationToken: cancellationToken);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status == 412)
        {
            return false;
        }
    }

    /// <summary>Decodes a downloaded partition and checks every candle in it.</summary>
    /// <exception cref="CandleStoreException">It is no sound partition.</exception>
    public static async Task<CandleSeries> DecodeAsync(Market market, Month month, Stream content, CancellationToken cancellationToken)
    {
        try
        {
            var series = await CandleParquetReader.ReadAsync(content, market.Interval, cancellationToken);
            return PartitionCheck.FindDefect(series, month) is { } defect ? throw new InvalidDataException(defect) : series;
        }
        catch (Exception broken) when (broken is not OperationCanceledException and not OutOfMemoryException)
        {
            throw Unreadable(market, month, broken.Message, broken);
        }
    }

    /// <summary>The error of a partition that cannot be read.</summary>
    public static CandleStoreException Unreadable(Market market, Month month, string reason, Exception? cause = null) =>
        new($"The stored candles of {market} for {month} cannot be read ({PartitionPath.Format(market, month)}): {reason}.", cause!);
}
