namespace Trad.Formats.Candles.Times;

/// <summary>The times in the first rows of a column.</summary>
/// <param name="Values">Epoch milliseconds; null where a row has none.</param>
/// <param name="AreDays">Whether they are days without a time of day.</param>
/// <param name="HasZone">Whether they say how far they are from UTC, as numbers since 1970 do.</param>
internal sealed record SampledTimes(IReadOnlyList<long?> Values, bool AreDays, bool HasZone)
{
    // So many of the distances between neighbours must be the same to be called regular.
    private const double Most = 0.8;

    /// <summary>Whether any is known; none is while dates may be read in two ways.</summary>
    public bool AreKnown => Values.Any(value => value is not null);

    /// <summary>The distance that most neighbours have, milliseconds; null where they have none in common.</summary>
    public long? Spacing
    {
        get
        {
            var apart = Values.Zip(Values.Skip(1), (one, next) => next - one).OfType<long>().ToList();
            var most = apart.GroupBy(distance => distance).MaxBy(group => group.Count());
            return most is { Key: not 0 } && most.Count() >= Most * apart.Count ? Math.Abs(most.Key) : null;
        }
    }
}
