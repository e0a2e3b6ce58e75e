using System.CommandLine.Parsing;
using System.Globalization;

namespace Trad.LocalHost.Commands;

/// <summary>Reads moments on the command line; a moment without an offset is UTC, never local time.</summary>
internal static class UtcMoment
{
    public static DateTimeOffset? Parse(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        if (DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment))
        {
            return moment;
        }

        argument.AddError($"'{text}' is not a moment such as 2025-06-30 or 2025-06-30T12:00:00Z.");
        return null;
    }
}
