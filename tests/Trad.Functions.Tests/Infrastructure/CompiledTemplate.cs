using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Trad.Testing;

namespace Trad.Functions.Tests.Infrastructure;

/// <summary>What the Bicep files of <c>infra</c> come to: compiled once by the project that CI compiles them with.</summary>
public sealed partial class CompiledTemplate : IAsyncLifetime
{
    /// <summary>What whoever deploys a stage says; the files do not compile without.</summary>
    public static readonly IReadOnlyDictionary<string, string> StageVariables = new Dictionary<string, string>
    {
        ["TRAD_ACCESS_KEY"] = "a-key-of-sixteen-characters",
        ["TRAD_ALERT_EMAILS"] = "one@example.com,two@example.com",
        ["TRAD_BUDGET_START"] = "2026-01-01",
        ["TRAD_ENTRA_CLIENT_ID"] = "00000000-0000-0000-0000-000000000001",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trad-template-");
    private readonly List<JsonObject> _resources = [];
    private string _text = string.Empty;

    /// <summary>The template as text, with every module in it.</summary>
    public string Text => _text;

    /// <summary>The names of the app's settings, of every branch.</summary>
    public IReadOnlySet<string> SettingNames =>
        SettingName().Matches(_text).Select(found => found.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>The resources of one type, in every module.</summary>
    public IReadOnlyList<JsonObject> Resources(string type) => [.. _resources.Where(resource => (string?)resource["type"] == type)];

    /// <summary>The values of one parameter file, by name.</summary>
    public JsonObject Parameters(string file) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(_folder.FullName, file + ".parameters.json")))!["parameters"]!.AsObject();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var project = Path.Combine(ProjectTree.Root, "infra", "infra.proj");
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "build", project, "--nologo", "-v", "quiet", $"-p:TemplateFolder={_folder.FullName}/" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in StageVariables)
        {
            start.Environment[name] = value;
        }

        using var build = Process.Start(start)!;
        var said = await Task.WhenAll(build.StandardOutput.ReadToEndAsync(), build.StandardError.ReadToEndAsync());
        await build.WaitForExitAsync();
        Assert.True(build.ExitCode == 0, string.Join('\n', said));

        _text = await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "main.json"));
        Gather(JsonNode.Parse(_text)!);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    // A list, or an object by symbolic names.
    private void Gather(JsonNode template)
    {
        IEnumerable<JsonNode?> resources = template["resources"] is JsonArray list
            ? list
            : template["resources"]!.AsObject().Select(pair => pair.Value);
        foreach (var resource in resources)
        {
            _resources.Add(resource!.AsObject());
            if (resource["properties"]?["template"] is { } module)
            {
                Gather(module);
            }
        }
    }

    [GeneratedRegex(@"createObject\('name', '([A-Za-z][A-Za-z0-9_]+)'")]
    private static partial Regex SettingName();
}
