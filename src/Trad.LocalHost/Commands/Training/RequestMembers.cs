using System.CommandLine;
using System.Text.Json.Nodes;

namespace Trad.LocalHost.Commands.Training;

/// <summary>Options that become members of a request; those not given are left out, so that the host's defaults hold.</summary>
internal sealed class RequestMembers
{
    private readonly List<(Option Option, Action<ParseResult, JsonObject> Write)> _members = [];

    /// <summary>The options.</summary>
    public IEnumerable<Option> Options => _members.Select(member => member.Option);

    /// <summary>Writes what was given into a request.</summary>
    /// <exception cref="Hosting.StartException">What was given cannot be understood.</exception>
    public void Write(ParseResult parsed, JsonObject request)
    {
        foreach (var (option, write) in _members)
        {
            if (parsed.GetResult(option) is { Implicit: false })
            {
                write(parsed, request);
            }
        }
    }

    /// <summary>An option that writes its members itself.</summary>
    public void Add(Option option, Action<ParseResult, JsonObject> write) => _members.Add((option, write));

    /// <summary>A member of the option's own name.</summary>
    public void Add<T>(string name, string description, params string[] aliases)
    {
        var option = new Option<T>($"--{name}", aliases) { Description = description };
        Add(option, (parsed, request) => request[MemberOf(name)] = JsonValue.Create(parsed.GetValue(option)));
    }

    /// <summary>A member that is one of some words; the host checks it, for it may know more of them than this program.</summary>
    public void AddWord(string name, string description, IReadOnlyList<string> words)
    {
        var option = new Option<string>($"--{name}")
        {
            Description = $"{description}. One of: {string.Join(", ", words)}.",
            HelpName = "word",
        };
        option.CompletionSources.Add([.. words]);
        Add(option, (parsed, request) => request[MemberOf(name)] = JsonValue.Create(parsed.GetValue(option)));
    }

    /// <summary>A member of a group, as in <c>costs.spread</c>.</summary>
    public void AddInside<T>(string group, string name, string member, string description)
    {
        var option = new Option<T>($"--{name}") { Description = description };
        Add(option, (parsed, request) =>
            Inside(request, group)[member] = JsonValue.Create(parsed.GetValue(option)));
    }

    /// <summary>The group of a request, made when there is none.</summary>
    public static JsonObject Inside(JsonObject request, string group)
    {
        if (request[group] is not JsonObject inside)
        {
            request[group] = inside = [];
        }

        return inside;
    }

    /// <summary>A moment, UTC.</summary>
    public void AddMoment(string name, string description)
    {
        var option = new Option<DateTimeOffset?>($"--{name}") { Description = description, CustomParser = UtcMoment.Parse };
        Add(option, (parsed, request) => request[name] = JsonValue.Create(parsed.GetValue(option)));
    }

    /// <summary>A member for a single value and another for several, of an option that may be repeated.</summary>
    public void AddOneOrMore(string one, string several, string description, params string[] words)
    {
        var option = new Option<string[]>($"--{one}") { Description = description, HelpName = one };
        option.CompletionSources.Add(words);
        Add(option, (parsed, request) =>
        {
            var values = parsed.GetValue(option)!;
            request.Remove(values.Length == 1 ? several : one);
            request[values.Length == 1 ? one : several] = values is [var only]
                ? only
                : new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
        });
    }

    private static string MemberOf(string name)
    {
        var words = name.Split('-');
        return words[0] + string.Concat(words.Skip(1).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
