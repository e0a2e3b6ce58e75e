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

    private static readonly string Project = ProjectTree.PathTo("infra", "infra.proj");

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

    /// <summary>What Azure would make of the template for an environment of the Developer CLI, by the compiler's own evaluation.</summary>
    /// <param name="environmentName">The name of the environment.</param>
    /// <returns>Type and name of each resource, none when the template refuses; and what the compiler said.</returns>
    public async Task<(IReadOnlyList<(string Type, string Name)> Resources, string Said)> PredictAsync(string environmentName)
    {
        var compiler = (await RunAsync("dotnet", ["msbuild", Project, "-getProperty:Bicep"], StageVariables)).Said.Trim();
        var folder = _folder.CreateSubdirectory(Guid.NewGuid().ToString("N"));
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(Project)!, "*.bicep*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder.FullName, Path.GetRelativePath(Path.GetDirectoryName(Project)!, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var (exitCode, said) = await RunAsync(
            compiler,
            [
                "snapshot", Path.Combine(folder.FullName, "main.bicepparam"), "--mode", "overwrite", "--resource-group", "trad",
                "--subscription-id", "00000000-0000-0000-0000-000000000001", "--location", "westeurope",
            ],
            new Dictionary<string, string>(StageVariables) { ["AZURE_ENV_NAME"] = environmentName });
        return exitCode != 0 ? ([], said) : (
        [
            .. JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder.FullName, "main.snapshot.json")))!["predictedResources"]!
                .AsArray().Select(resource => ((string)resource!["type"]!, (string)resource["name"]!)),
        ], said);
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var build = await RunAsync(
            "dotnet", ["build", Project, "--nologo", "-v", "quiet", $"-p:TemplateFolder={_folder.FullName}/"], StageVariables);
        Assert.True(build.ExitCode == 0, build.Said);

        _text = await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "main.json"));
        Gather(JsonNode.Parse(_text)!);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<(int ExitCode, string Said)> RunAsync(
        string program, string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Join('\n', said));
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
