using Azure;
using Azure.Storage.Blobs.Models;
using Trad.Candles;
using Trad.Storage.Candles.Changes;

namespace Trad.Storage.Candles;

/// <summary>A commit that is not yet in all partitions: a blob beside them, which is there from the commit to the end.</summary>
/// <param name="Market">The market.</param>
/// <param name="Version">The blob's version.</param>
/// <param name="Id">Who committed it; empty when the blob does not say.</param>
/// <param name="Source">What the coverage of the months is to name as their source; null when it is to stay as it is.</param>
/// <param name="Change">What is recorded of it; null when nothing is.</param>
internal sealed record PendingCommit(Market Market, ETag Version, string Id, string? Source, ChangeStamp? Change)
{
    private const string IdKey = "id";
    private const string SourceKey = "source";

    /// <summary>From a listing.</summary>
    public static PendingCommit FromBlob(Market market, BlobItem blob) => FromBlob(market, blob.Properties.ETag!.Value, blob.Metadata);

    /// <summary>From a blob's own description.</summary>
    public static PendingCommit FromBlob(Market market, ETag version, IDictionary<string, string>? metadata) => new(
        market, version, metadata?.TryGetValue(IdKey, out var id) == true ? id : "", metadata?.TryGetValue(
            SourceKey, out var source) == true ? source : null, ChangeStamp.From(metadata));

    /// <summary>What the blob says of itself.</summary>
    public static Dictionary<string, string> Describe(string id, string? source, ChangeStamp? change)
    {
        var metadata = new Dictionary<string, string> { [IdKey] = id };
        if (source is not null)
        {
            metadata[SourceKey] = source;
        }

        change?.WriteTo(metadata);
        return metadata;
    }
}
