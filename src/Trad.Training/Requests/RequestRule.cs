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

    /// <summary>What was found and what is allowed.</summary>
    public static string Found(object? value, string allowed) => value is null
        ? $"is required: {allowed}"
        : string.Create(CultureInfo.InvariantCulture, $"is '{value}'; allowed is {allowed}");
}
