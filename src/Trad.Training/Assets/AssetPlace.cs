using System.Globalization;

namespace Trad.Training.Assets;

/// <summary>Where an asset stands in a sorted list; it stays a place when the asset is gone, or has moved.</summary>
/// <param name="Id">The asset.</param>
/// <param name="Number">What it is sorted by, when that is a number.</param>
/// <param name="Text">What it is sorted by, when that is a text.</param>
public readonly record struct AssetPlace(string Id, double? Number, string? Text)
{
    private const char NumberSign = '#';
    private const char TextSign = '$';

    /// <summary>Whether the asset has nothing to be sorted by.</summary>
    public bool IsMissing => Number is null && Text is null;

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static AssetPlace Parse(string text)
    {
        var value = text.AsSpan(AssetIdentity.Digits);
        return new AssetPlace(
            text[..AssetIdentity.Digits],
            value.StartsWith(NumberSign) ? double.Parse(value[1..], CultureInfo.InvariantCulture) : null,
            value.StartsWith(TextSign) ? value[1..].ToString() : null);
    }

    /// <summary>The place as a text.</summary>
    public override string ToString() => Number is { } number ? string.Create(CultureInfo.InvariantCulture, $"{Id}{NumberSign}{number:R}")
        : Text is null ? Id
        : Id + TextSign + Text;
}
