using Trad.Candles;
using Trad.Formats.Candles.Times;
using Trad.Formats.Packed;
using Trad.Formats.Spooling;

namespace Trad.Formats.Candles;

/// <summary>A candle file that is being read.</summary>
/// <param name="Content">Its bytes; they can be sought in.</param>
/// <param name="Name">The name for messages.</param>
/// <param name="Market">The market that the keys in the paths of a hive layout must name; null to take any.</param>
/// <param name="Limits">How much it may hold.</param>
public sealed record CandleFile(Stream Content, string Name, Market? Market, CandleFileLimits Limits)
{
    /// <summary>Where parts of the file are kept that do not fit into memory.</summary>
    public SpoolFolder Spool { get; init; } = SpoolFolder.Default;

    /// <summary>
    /// Whether a comma stands before decimals, for a file whose numbers do not tell: as <c>42,283</c> in all of it, or <c>42.283</c>; null
    /// where nobody has said so.
    /// </summary>
    public bool? HasDecimalComma { get; init; }

    /// <summary>How dates are meant, for a file whose dates leave several readings: as <c>03/04/2024</c> in all of it; or null.</summary>
    public StatedDateOrder? DateOrder { get; init; }

    /// <summary>What was unpacked of the file that was given; null of that itself.</summary>
    internal UnpackedBytes? Unpacked { get; init; }

    /// <summary>In how many layers of packing this was found.</summary>
    internal int Layers { get; init; }

    /// <summary>How many bytes its content was unpacked from, of which it may be a stated multiple.</summary>
    internal long PackedLength => Math.Min(Content.Length, Unpacked?.Packed ?? long.MaxValue);
}
