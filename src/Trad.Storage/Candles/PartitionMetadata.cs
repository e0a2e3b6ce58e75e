using System.Globalization;
using System.Security.Cryptography;
using Trad.Candles;

namespace Trad.Storage.Candles;

/// <summary>What a partition's blob says about itself, so that a listing needs no download.</summary>
/// <param name="Rows">Candles inside.</param>
/// <param name="FirstOpenTime">Open time of the first, epoch milliseconds UTC.</param>
/// <param name="LastOpenTime">Open time of the last, epoch milliseconds UTC.</param>
/// <param name="Sha256">The hash of the blob's bytes, lower-case hexadecimal.</param>
internal sealed record PartitionMetadata(long Rows, long FirstOpenTime, long LastOpenTime, string Sha256)
{
    /// <summary>The change that the partition was written by; null when that is not recorded.</summary>
    public string? Change { get; init; }

    /// <summary>Describes a partition that is about to be written.</summary>
    public static PartitionMetadata Create(CandleSeries candles, ReadOnlySpan<byte> content) => new(
        candles.Count, candles.OpenTime[0], candles.OpenTime[^1], Convert.ToHexStringLower(SHA256.HashData(content)));

    /// <summary>As blob metadata.</summary>
    public Dictionary<string, string> ToDictionary()
    {
        var metadata = new Dictionary<string, string>
        {
            ["rows"] = Rows.ToString(CultureInfo.InvariantCulture),
            ["first"] = FirstOpenTime.ToString(CultureInfo.InvariantCulture),
            ["last"] = LastOpenTime.ToString(CultureInfo.InvariantCulture),
            ["sha256"] = Sha256,
        };
        if (Change is not null)
        {
            metadata["change"] = Change;
        }

        return metadata;
    }

    /// <summary>From blob metadata; null when the blob was written by something else and says nothing.</summary>
    public static PartitionMetadata? From(IDictionary<string, string>? metadata) =>
        metadata is not null
        && Number(metadata, "rows") is { } rows
        && Number(metadata, "first") is { } first
        && Number(metadata, "last") is { } last
        && metadata.TryGetValue("sha256", out var hash)
            ? new PartitionMetadata(rows, first, last, hash)
            {
                Change = metadata.TryGetValue("change", out var change) ? change : null,
            }
            : null;

    private static long? Number(IDictionary<string, string> metadata, string key) =>
        metadata.TryGetValue(key, out var text)
            && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
