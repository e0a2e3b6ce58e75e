using System.Globalization;
using Trad.Training.Assets;

namespace Trad.Functions.Assets;

/// <summary>Where a page of assets ended.</summary>
/// <param name="Id">The last asset on it.</param>
/// <param name="Count">How many assets there were up to it.</param>
internal sealed record PageMark(string Id, int Count)
{
    /// <summary>Reads a continuation token; null when it is none.</summary>
    public static PageMark? TryParse(string? token) =>
        token?.Split('-') is [var id, var count]
        && AssetIdentity.IsId(id)
        && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new PageMark(id, number)
            : null;

    /// <summary>The continuation token.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id}-{Count}");
}
