using System.Globalization;
using System.Numerics;

namespace Trad.Training.Requests;

/// <summary>Wordings and ranges that the rules of requests share.</summary>
internal static class RequestRule
{
    /// <summary>
    /// Records a number that is given and lies outside a range, or nearer to 0 than <see cref="RequestLimits.SmallestNumber"/> without
    /// being 0.
    /// </summary>
    public static void Within<T>(string field, T? value, T lowest, T highest, ValidationErrors errors)
        where T : struct, INumber<T>
    {
        if (value is { } number && !(number >= lowest && number <= highest))
        {
            errors.Add(field, Found(number, NumberRange.Describe(typeof(T), lowest, highest)));
        }
        else if (value is double small && IsNearZero(small))
        {
            errors.Add(field, Found(small, $"{NumberRange.Describe(typeof(T), lowest, highest)}, {NearZeroRule}"));
        }
    }

    /// <summary>Whether a number is so near to 0 that it was not meant, and not 0.</summary>
    public static bool IsNearZero(double number) => number != 0 && Math.Abs(number) < RequestLimits.SmallestNumber;

    /// <summary>What is asked of numbers about 0.</summary>
    public const string NearZeroRule = "either 0 or at least 0.000000000001 away from it";

    /// <summary>What was found and what is allowed.</summary>
    public static string Found(object? value, string allowed) => value is null
        ? $"is required: {allowed}"
        : string.Create(CultureInfo.InvariantCulture, $"is '{value}'; allowed is {allowed}");
}
