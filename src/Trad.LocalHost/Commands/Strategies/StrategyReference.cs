using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Trad.LocalHost.Commands.Strategies;

/// <summary>A strategy, perhaps with one of its versions, as people write it: <c>my-cross</c> or <c>my-cross@2</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Version">The version; null when none is written.</param>
internal sealed record StrategyReference(string Name, int? Version)
{
    /// <summary>What may be written, for messages and help.</summary>
    public const string Allowed = "a name, or a name with a version as in my-cross@2";

    /// <summary>An argument for one.</summary>
    public static Argument<StrategyReference> Argument(string description) => new("strategy")
    {
        Description = description,
        HelpName = "name[@version]",
        CustomParser = Parse,
    };

    /// <summary>Reads one, or gives null when it is neither.</summary>
    public static StrategyReference? Find(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at < 0)
        {
            return text.Length == 0 ? null : new(text, null);
        }

        return at > 0 && int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0
            ? new(text[..at], version)
            : null;
    }

    private static StrategyReference? Parse(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        var found = Find(text);
        if (found is null)
        {
            argument.AddError($"strategy cannot be '{text}'; allowed is {Allowed}.");
        }

        return found;
    }
}
