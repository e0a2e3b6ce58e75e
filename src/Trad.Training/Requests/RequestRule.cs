using System.Globalization;
using System.Numerics;

namespace Trad.Training.Requests;

/// <summary>Wordings and ranges that the rules of requests share.</summary>
internal static class RequestRule
{
    /// <summary>Records a number that is given and lies outside a range.</summary>
    public static void Within<T>(string field, T? value, T lowest, T highest, ValidationErrors errors)
        where T : struct, INumber<T>
    {
        if (value is { } number && !(number >= lowest && number <= highest))
        {
            errors.Add(field, Found(number, NumberRange.Describe(typeof(T), lowest, highest)));
        }
    }

    /// <summary>Records a number that is given and is not above the one or is above the other.</summary>
    public static void Above(string field, double? value, double lowest, double highest, ValidationErrors errors)
    {
        if (value is { } number && !(number > lowest && number <= highest))
        {
            errors.Add(field, Found(number, NumberRange.Describe(typeof(double), lowest, highest, isAboveLowest: true)));
        }
    }

    /// <summary>What was found and what is allowed.</summary>
    public static string Found(object? value, string allowed) => value is null
        ? $"is required: {allowed}"
        : string.Create(CultureInfo.InvariantCulture, $"is '{value}'; allowed is {allowed}");
}
