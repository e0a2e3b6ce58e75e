using Trad.Candles;

namespace Trad.Formats.Candles;

/// <summary>Candles in a row that all lie one interval apart.</summary>
/// <param name="Spacing">The interval.</param>
/// <param name="First">The open time of the first, epoch milliseconds.</param>
/// <param name="Last">The open time of the last.</param>
/// <param name="FirstPlace">The line or row of the first.</param>
/// <param name="LastPlace">The line or row of the last.</param>
/// <param name="Distances">How many times one follows another.</param>
internal readonly record struct SpacingStretch(
    Interval Spacing, long First, long Last, long FirstPlace, long LastPlace, long Distances)
{
    /// <summary>Whether another goes on where this ends.</summary>
    public bool IsFollowedBy(SpacingStretch other) => other.Spacing == Spacing && other.First == Spacing.CloseOf(Last);

    /// <summary>Both in one.</summary>
    public SpacingStretch With(SpacingStretch following) => this with
    {
        Last = following.Last,
        LastPlace = following.LastPlace,
        Distances = Distances + following.Distances + 1,
    };
}
