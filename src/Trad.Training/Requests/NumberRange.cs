using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Trad.Training.Requests;

/// <summary>Which numbers a field takes, in words: the same whether a number lies outside or something else was given.</summary>
internal static class NumberRange
{
    /// <summary>In words, for example <c>a whole number from 1 to 10,000</c>.</summary>
    /// <param name="type">The type of the field; may be nullable.</param>
    /// <param name="lowest">The lowest number.</param>
    /// <param name="highest">The highest number.</param>
    public static string Describe(Type type, object lowest, object highest)
    {
        var isWhole = (Nullable.GetUnderlyingType(type) ?? type) != typeof(double);
        var kind = isWhole ? "a whole number" : "a number";
        var (low, high) = (Text(lowest, isWhole), Text(highest, isWhole));
        return $"{kind} from {low} to {high}";
    }

    /// <summary>What a property takes; null when it does not say.</summary>
    public static string? Describe(Type type, ICustomAttributeProvider? property) =>
        property?.GetCustomAttributes(typeof(RangeAttribute), inherit: true) is [RangeAttribute range, ..]
            ? Describe(type, range.Minimum, range.Maximum)
            : null;

    // The attribute holds doubles, which do not reach the last whole numbers.
    private static string Text(object number, bool isWhole) => isWhole
        ? (number is >= (double)long.MaxValue ? long.MaxValue : Convert.ToInt64(number, CultureInfo.InvariantCulture))
            .ToString("#,0", CultureInfo.InvariantCulture)
        : Convert.ToDouble(number, CultureInfo.InvariantCulture).ToString("#,0.###############", CultureInfo.InvariantCulture);
}
