using System.Globalization;
using Trad.Candles;
using Trad.Formats.Candles.Times;

namespace Trad.Formats.Candles;

/// <summary>The values of a column of a typed file that may be times, as they were written; null where a row has none.</summary>
internal abstract record TypedTimes
{
    /// <summary>The first values as text, by which columns of times are told; null where a row has none.</summary>
    /// <param name="count">How many at most.</param>
    public abstract IEnumerable<string?> Sample(int count);

    /// <summary>Moments or days of a known unit.</summary>
    /// <param name="Values">The numbers.</param>
    /// <param name="PerMillisecond">
    /// How many of their unit are a millisecond; where negative, how many milliseconds one of the unit is.
    /// </param>
    /// <param name="Form">How they are written: <c>yyyy-MM-dd</c>, or with a time of day and perhaps a zone.</param>
    public sealed record Moments(IReadOnlyList<long?> Values, long PerMillisecond, string Form) : TypedTimes
    {
        /// <inheritdoc/>
        public override IEnumerable<string?> Sample(int count) => Values.Take(count).Select(value => value is { } known
            && TimeColumn.ToMilliseconds(known, PerMillisecond) is var time && TimeRange.Always.Contains(time)
            ? DateTimeOffset.FromUnixTimeMilliseconds(time).ToString(Form, CultureInfo.InvariantCulture)
            : null);
    }

    /// <summary>Times of day of a known unit.</summary>
    /// <param name="Values">The numbers since midnight.</param>
    /// <param name="PerMillisecond">
    /// How many of their unit are a millisecond; where negative, how many milliseconds one of the unit is.
    /// </param>
    public sealed record OfDay(IReadOnlyList<long?> Values, long PerMillisecond) : TypedTimes
    {
        /// <inheritdoc/>
        public override IEnumerable<string?> Sample(int count) => Values.Take(count).Select(value => value is { } known
            && TimeColumn.ToMilliseconds(known, PerMillisecond) is >= 0 and < TimeCursor.Day and var time
            ? DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)
            : null);
    }

    /// <summary>Whole numbers, whose unit is told by their size.</summary>
    public sealed record Whole(IReadOnlyList<long?> Values) : TypedTimes
    {
        /// <inheritdoc/>
        public override IEnumerable<string?> Sample(int count) =>
            Values.Take(count).Select(value => value?.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Numbers with decimals, whose unit is told by their size; NaN where a row has none.</summary>
    public sealed record Decimals(IReadOnlyList<double> Values) : TypedTimes
    {
        /// <inheritdoc/>
        public override IEnumerable<string?> Sample(int count) => Values.Take(count).Select(
            value => double.IsNaN(value) ? null : value.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>Text.</summary>
    public sealed record Text(IReadOnlyList<string?> Values) : TypedTimes
    {
        /// <inheritdoc/>
        public override IEnumerable<string?> Sample(int count) => Values.Take(count);
    }
}
