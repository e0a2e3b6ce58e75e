using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Trad.Candles;
using Trad.Candles.Changes;
using Trad.Candles.Stores;

namespace Trad.Storage.Candles.Changes;

/// <summary>
/// Writes and reads what changes did to months: one blob for each, whose description tells everything but the candles that were
/// there before; those are its content, as long as the change can be undone.
/// </summary>
/// <param name="container">The container of the candles.</param>
internal sealed class ChangeLog(BlobContainerClient container)
{
    private const string InsertedKey = "inserted";
    private const string ReplacedKey = "replaced";
    private const string RemovedKey = "removed";
    private const string FromKey = "from";
    private const string ToKey = "to";
    private const string RunsKey = "runs";
    private const string ReversibleKey = "reversible";

    /// <summary>Records what a change is about to do to a month, over what was recorded of it before.</summary>
    public async Task WriteAsync(Market market, ChangeStamp stamp, EditedMonth edited, CancellationToken cancellationToken)
    {
        var reverse = edited.Reverse;
        var isReversible = stamp.Run.UndoableFor > TimeSpan.Zero;
        using var content = await EncodeAsync(isReversible ? reverse : reverse.WithoutCandles(), cancellationToken);
        var change = new CandleChange(
            stamp.Run, market, reverse.Month, stamp.At, reverse.Range, edited.Counts.Inserted, edited.Counts.Replaced,
            edited.Counts.Removed, ChangePath.Format(market, stamp, reverse.Month))
        {
            IsReversible = isReversible,
        };
        var options = new BlobUploadOptions { Metadata = Describe(stamp, change) };
        try
        {
            await container.GetBlobClient(change.Key).UploadAsync(content, options, cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            content.Position = 0;
            await container.GetBlobClient(change.Key).UploadAsync(content, options, cancellationToken);
        }
    }

    /// <summary>The recorded changes of a market, newest first.</summary>
    public async Task<List<RecordedChange>> ListAsync(Market market, CancellationToken cancellationToken) =>
        await ListAsync(ChangePath.Prefix(market), cancellationToken);

    /// <summary>The recorded changes of every market.</summary>
    public async Task<List<RecordedChange>> ListAllAsync(CancellationToken cancellationToken) =>
        await ListAsync(ChangePath.Root, cancellationToken);

    /// <inheritdoc cref="ICandleHistory.ReadReverseAsync"/>
    /// <exception cref="CandleStoreException">It cannot be read.</exception>
    public async Task<CandleEdit?> ReadReverseAsync(CandleChange change, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        try
        {
            await container.GetBlobClient(change.Key).DownloadToAsync(content, cancellationToken);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return null;
        }

        if (content.Length == 0)
        {
            return null;
        }

        try
        {
            using var file = new CommitFile(content);
            return await file.ReadIndexAsync(cancellationToken) is [var month]
                ? await file.ReadEditAsync(change.Market, month, cancellationToken)
                : throw new InvalidDataException("it holds not one month");
        }
        catch (InvalidDataException broken)
        {
            throw new CandleStoreException(
                $"What '{change.Run.Id}' replaced in {change.Month} cannot be read ({change.Key}): {broken.Message}.", broken);
        }
    }

    /// <summary>Writes a record again; false when another was first.</summary>
    /// <param name="recorded">The record as it was read.</param>
    /// <param name="change">What it is to say.</param>
    /// <param name="kept">What is kept with it; null for nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<bool> RewriteAsync(
        RecordedChange recorded, CandleChange change, CandleEdit? kept, CancellationToken cancellationToken)
    {
        using var content = kept is null ? new MemoryStream() : await EncodeAsync(kept, cancellationToken);
        var options = new BlobUploadOptions
        {
            Metadata = Describe(recorded.Stamp, change),
            Conditions = new BlobRequestConditions { IfMatch = recorded.Version },
        };
        try
        {
            await container.GetBlobClient(change.Key).UploadAsync(content, options, cancellationToken);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status is 404 or 412)
        {
            // Another host does the same.
            return false;
        }
    }

    /// <summary>Forgets a change.</summary>
    public Task ForgetAsync(CandleChange change, CancellationToken cancellationToken) =>
        container.GetBlobClient(change.Key).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    /// <summary>Forgets what a change was about to do to a month, because it has not.</summary>
    public Task ForgetAsync(Market market, ChangeStamp stamp, Month month, CancellationToken cancellationToken) =>
        container.GetBlobClient(ChangePath.Format(market, stamp, month)).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    private async Task<List<RecordedChange>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        var changes = new List<RecordedChange>();
        try
        {
            var options = new GetBlobsOptions { Traits = BlobTraits.Metadata, Prefix = prefix };
            await foreach (var blob in container.GetBlobsAsync(options, cancellationToken))
            {
                if (ChangePath.TryParse(blob.Name, out var market, out var month) && ChangeStamp.From(blob.Metadata) is { } stamp)
                {
                    changes.Add(
                        new RecordedChange(
                            Read(market, month, stamp, blob), stamp, blob.Properties.ETag!.Value, blob.Properties.ContentLength ?? 0));
                }
            }
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return [];
        }

        // The names sort by time.
        changes.Reverse();
        return changes;
    }

    private static CandleChange Read(Market market, Month month, ChangeStamp stamp, BlobItem blob) => new(
        stamp.Run, market, month, stamp.At, new TimeRange(Number(blob, FromKey), Number(blob, ToKey)), Number(blob, InsertedKey),
        Number(blob, ReplacedKey), Number(blob, RemovedKey), blob.Name)
    {
        Runs = (int)Math.Max(1, Number(blob, RunsKey)),
        IsReversible = Number(blob, ReversibleKey) == 1,
    };

    private static async Task<MemoryStream> EncodeAsync(CandleEdit edit, CancellationToken cancellationToken)
    {
        var content = new MemoryStream();
        var month = edit.Put.Count == 0
            ? CommitFile.Unchanged(edit.Month, 0)
            : await CommitFile.AppendAsync(
                content, edit.Month, await EncodedPartition.OfAsync(edit.Put, cancellationToken), cancellationToken);
        await CommitFile.CompleteAsync(content, [month.Without(edit.Removed)], cancellationToken);
        content.Position = 0;
        return content;
    }

    private static Dictionary<string, string> Describe(ChangeStamp stamp, CandleChange change)
    {
        var metadata = new Dictionary<string, string>
        {
            [InsertedKey] = Text(change.Inserted),
            [ReplacedKey] = Text(change.Replaced),
            [RemovedKey] = Text(change.Removed),
            [FromKey] = Text(change.Range.Start),
            [ToKey] = Text(change.Range.End),
            [RunsKey] = Text(change.Runs),
            [ReversibleKey] = change.IsReversible ? "1" : "0",
        };
        stamp.WriteTo(metadata);
        return metadata;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long Number(BlobItem blob, string key) =>
        blob.Metadata.TryGetValue(key, out var text)
        && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
