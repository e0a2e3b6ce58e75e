using System.Text.RegularExpressions;

namespace Trad.Training.Strategies;

/// <summary>What a strategy of one's own can be called.</summary>
public static partial class StrategyIdentity
{
    private const int LongestName = 64;

    /// <summary>Whether a text is such a name: small letters, digits and single hyphens between them.</summary>
    public static bool IsName(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= LongestName && KebabCase().IsMatch(text);
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex KebabCase();
}
