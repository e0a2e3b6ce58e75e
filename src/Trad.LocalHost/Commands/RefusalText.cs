using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using System.Text.RegularExpressions;
using Trad.LocalHost.Client;

namespace Trad.LocalHost.Commands;

/// <summary>
/// What the host refused, in the words of whoever typed it: the host names fields of requests (<c>exits.stopLoss</c>), people wrote
/// options (<c>--stop-loss</c>). What stands in a file of theirs keeps its field's name.
/// </summary>
internal static partial class RefusalText
{
    /// <summary>The refusal in one line.</summary>
    /// <param name="refused">The host's answer.</param>
    /// <param name="parsed">The command line that led to it.</param>
    public static string Describe(TradApiException refused, ParseResult parsed)
    {
        if (refused.Errors.Count == 0)
        {
            return refused.Message;
        }

        var options = OptionsOf(parsed);
        return string.Join("; ", refused.Errors.SelectMany(error => error.Value.Select(
            message => $"{(error.Key == "body" ? FileOf(parsed) : null) ?? NameOf(error.Key, options)}: {WithOptions(message, options)}")));
    }

    // Of a command whose body is a file, or may be one.
    private static string? FileOf(ParseResult parsed) => parsed.CommandResult.Children.OfType<ArgumentResult>()
        .SelectMany(argument => argument.Tokens.Select(token => token.Value)).FirstOrDefault(File.Exists);

    // By their names without hyphens before them: those that were given, and all of them unless a file may hold the field as well.
    private static Dictionary<string, (string Name, bool IsList)> OptionsOf(ParseResult parsed)
    {
        var found = new Dictionary<string, (string, bool)>(StringComparer.Ordinal);
        var given = parsed.CommandResult.Command.Options
            .Select(option => (Option: option, Written: WrittenAs(parsed, option)))
            .ToList();
        var hasFile = given.Exists(each => each is { Option.Name: "--request", Written: not null });
        foreach (var (option, written) in given.Where(each => each.Written is not null || !hasFile))
        {
            string[] names = [option.Name, .. option.Aliases];
            foreach (var name in names)
            {
                found[name.TrimStart('-')] = (written ?? names.MinBy(each => each.Length)!, option.ValueType.IsArray);
            }
        }

        return found;
    }

    // As it was written, for an option may have several names; null when it was not.
    private static string? WrittenAs(ParseResult parsed, Option option) =>
        parsed.GetResult(option) is { Implicit: false } result ? result.IdentifierToken?.Value ?? option.Name : null;

    private static string NameOf(string field, Dictionary<string, (string Name, bool IsList)> options)
    {
        var group = GroupOf(field);
        var inside = field[group.Length..].TrimStart('.');
        if (FindGroup(group, options) is { IsList: true } list)
        {
            // What stands below is called as its writer wants, and may be called like another option.
            return inside.Length == 0 ? list.Name : $"{list.Name} {inside}";
        }

        var last = inside.Length == 0 ? group : inside;
        foreach (var name in new[] { $"{Hyphened(group)}-{Hyphened(last)}", $"{Single(Hyphened(group))}-{Hyphened(last)}", Hyphened(last) })
        {
            if (options.TryGetValue(name, out var option))
            {
                return option.Name;
            }
        }

        return FindGroup(group, options) is { } whole ? inside is "" or "mode" ? whole.Name : $"{whole.Name} {inside}" : field;
    }

    private static (string Name, bool IsList)? FindGroup(string group, Dictionary<string, (string Name, bool IsList)> options) =>
        options.TryGetValue(Hyphened(group), out var found) || options.TryGetValue(Single(Hyphened(group)), out found) ? found : null;

    private static string WithOptions(string message, Dictionary<string, (string Name, bool IsList)> options)
    {
        string Replaced(string word) => options.TryGetValue(Hyphened(word), out var option) ? option.Name : word;

        // Where the host names both, the option is enough.
        var once = Restated().Replace(message, found =>
            options.TryGetValue(Hyphened(found.Groups["field"].Value), out var option) && message.Contains(option.Name, StringComparison.Ordinal)
                ? ""
                : found.Value);
        var named = FieldName().Replace(once, found => Replaced(found.Value));
        return NextInList().Replace(named, found => found.Groups[1].Value + Replaced(found.Groups[2].Value));
    }

    private static string GroupOf(string field) => field.Split('.', '[')[0];

    private static string Hyphened(string field) => JsonNamingPolicy.KebabCaseLower.ConvertName(field);

    private static string Single(string word) => word.EndsWith('s') ? word[..^1] : word;

    // A word that only a field is written as, but not inside of quotation marks: that is a value.
    [GeneratedRegex("""(?<!['"\w.])[a-z]+(?:[A-Z][a-z]+)+\b(?!['"])""")]
    private static partial Regex FieldName();

    // What stands behind an option: --accept-outliers (acceptOutliers=true).
    [GeneratedRegex(@" \((?<field>[a-z]+(?:[A-Z][a-z]+)+)=[^()]*\)")]
    private static partial Regex Restated();

    // Fields of one word look like any word; behind an option in a list they are one.
    [GeneratedRegex(@"(--[a-z-]+(?:, | and ))([a-z]+)\b")]
    private static partial Regex NextInList();
}
