using System.CommandLine.Parsing;
using Trad.Formats.Candles.Times;

namespace Trad.LocalHost.Commands;

/// <summary>Reads moments on the command line, as candle files have them; a moment without an offset is UTC, never local time.</summary>
internal static class UtcMoment
{
    public static DateTimeOffset? Parse(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        var fault = MomentText.Read(text, out var moment);
        if (fault is null)
        {
            return moment;
        }

        argument.AddError($"{fault}. Write for example 2025-06-30 or 2025-06-30T12:00:00Z.");
        return null;
    }
}
