using System.CommandLine.Parsing;
using System.Globalization;

namespace Trad.LocalHost.Commands;

/// <summary>Reads whole numbers of a range on the command line.</summary>
internal static class WholeNumber
{
    /// <summary>A parser that refuses what is no whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public static Func<ArgumentResult, int> Within(string option, int least, int most) => argument =>
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most)
        {
            return number;
        }

        argument.AddError($"{option} must be {least} to {most}, was '{text}'.");
        return least;
    };
}
