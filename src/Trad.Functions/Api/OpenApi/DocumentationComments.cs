using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Trad.Functions.Api.OpenApi;

/// <summary>The documentation comments of Trad's assemblies, as plain text; empty where the comment files are not there.</summary>
internal sealed partial class DocumentationComments
{
    private readonly Dictionary<string, XElement> _members = new(StringComparer.Ordinal);

    /// <summary>Reads the comment files that lie beside the assemblies.</summary>
    public DocumentationComments(IEnumerable<Assembly> assemblies)
    {
        foreach (var file in assemblies
            .Select(assembly => Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.xml")).Where(File.Exists))
        {
            foreach (var member in XDocument.Load(file).Descendants("member"))
            {
                _members.TryAdd(member.Attribute("name")!.Value, member);
            }
        }
    }

    /// <summary>What a function does, without the route that its comment begins with; its first sentence is a summary.</summary>
    public string? Describe(MethodInfo method)
    {
        // Only one function of a class has a name, so the parameters need not be spelled out.
        var prefix = $"M:{method.DeclaringType!.FullName}.{method.Name}(";
        var member = _members.FirstOrDefault(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal)).Value;
        var text = Text(member?.Element("summary"));
        return text is null ? null : Sentence(RouteAtStart().Replace(text, ""));
    }

    /// <summary>What a type is.</summary>
    public string? Describe(Type type) => Text(Find($"T:{Name(type)}")?.Element("summary"));

    /// <summary>What a property holds: its own comment, or that of the record's parameter.</summary>
    public string? Describe(Type type, string property) =>
        Text(Find($"P:{Name(type)}.{property}")?.Element("summary"))
        ?? Text(Find($"T:{Name(type)}")?.Elements("param").FirstOrDefault(param => param.Attribute("name")?.Value == property));

    /// <summary>
    /// The number or flag that counts where a property is left out, as its comment says; null where that is something else.
    /// </summary>
    public JsonValue? DefaultOf(Type type, string property)
    {
        var said = Default().Match(Text(Find($"P:{Name(type)}.{property}")?.Element("summary")?.Element("value")) ?? "").Groups[1].Value;
        return said switch
        {
            "" => null,
            "true" or "false" => JsonValue.Create(said == "true"),
            _ => JsonValue.Create(double.Parse(said, NumberStyles.Number, CultureInfo.InvariantCulture)),
        };
    }

    private XElement? Find(string name) => _members.GetValueOrDefault(name);

    private static string Name(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string? Text(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        var words = element.DescendantNodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "see" or "paramref" } reference => NameOf(
                (reference.Attribute("cref") ?? reference.Attribute("name") ?? reference.Attribute("langword"))?.Value ?? ""),
            _ => "",
        });
        return Whitespace().Replace(string.Concat(words), " ").Trim();
    }

    // A member is called in JSON as it is here, but for its first letter.
    private static string NameOf(string reference)
    {
        var name = reference.Split('.', ':')[^1];
        return reference.StartsWith("P:", StringComparison.Ordinal) ? JsonNamingPolicy.CamelCase.ConvertName(name) : name;
    }

    private static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    [GeneratedRegex(@"^(GET|POST|PATCH|DELETE|PUT) /.*?:\s+")]
    private static partial Regex RouteAtStart();

    [GeneratedRegex(@"^The default is (true|false|[\d.,]*\d)(?:\.$|:| \()")]
    private static partial Regex Default();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
