using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Trad.LocalHost.Commands;
using Trad.Testing;

namespace Trad.EndToEnd.Tests.Containers;

/// <summary>
/// The files of the container image held against what they speak of. Building it would need a Docker daemon, of which CI has none.
/// </summary>
public sealed partial class ContainerFileTests
{
    private static readonly string[] Dockerfile = Read("Dockerfile");
    private static readonly string[] Compose = Read("compose.yaml");

    [Fact]
    public void Files_that_are_copied_are_there_and_reach_the_build()
    {
        var copied = Dockerfile.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ')[1..^1]).Select(path => path.TrimEnd('/')).ToList();
        var allowed = Read("Dockerfile.dockerignore").Where(line => line.StartsWith('!')).Select(line => line[1..]);

        Assert.Equal(["global.json", "host.json", "src"], copied);
        Assert.Equal(copied, allowed);
        Assert.All(copied, path => Assert.True(Path.Exists(ProjectTree.PathTo(path)), path));
    }

    [Fact]
    public void Stages_are_defined_before_they_are_copied_from()
    {
        var stages = new List<string>();
        foreach (var line in Dockerfile)
        {
            if (Stage().Match(line) is { Success: true } stage)
            {
                stages.Add(stage.Groups[1].Value);
            }

            Assert.All(From().Matches(line), match => Assert.Contains(match.Groups[1].Value, stages));
        }

        Assert.Equal(["node", "build"], stages);
    }

    [Fact]
    public void Commands_are_such_as_the_command_line_takes()
    {
        var start = JsonSerializer.Deserialize<string[]>(Value("CMD"))!;
        var first = Dockerfile.Single(line => line.StartsWith("RUN trad ", StringComparison.Ordinal))["RUN trad ".Length..].Split(" > ")[0];

        Assert.Equal(["trad"], JsonSerializer.Deserialize<string[]>(Value("ENTRYPOINT"))!);
        Assert.Empty(TradCommandLine.MakeRoot().Parse(start).Errors);
        Assert.Empty(TradCommandLine.MakeRoot().Parse(first.Split(' ')).Errors);
    }

    [Fact]
    public void Project_that_is_published_is_there_and_makes_what_the_image_starts()
    {
        var published = Dockerfile.Select(line => Publish().Match(line)).Single(match => match.Success);
        var (project, folder) = (published.Groups[1].Value, published.Groups[2].Value);
        var file = Assert.Single(Directory.GetFiles(ProjectTree.PathTo(project), "*.csproj"));
        var name = Assert.Single(XDocument.Load(file).Descendants("AssemblyName")).Value;

        Assert.Contains(Dockerfile, line => line == $"COPY --from=build {folder} {folder}");
        Assert.Contains(Dockerfile, line => line.Contains($"exec dotnet {folder}/{name}.dll \"$@\"", StringComparison.Ordinal));
        Assert.Contains(Dockerfile, line => line.Contains($"> /usr/local/bin/{name} ", StringComparison.Ordinal));
    }

    [Fact]
    public void Image_has_the_sdk_that_the_checkout_asks_for()
    {
        using var global = JsonDocument.Parse(File.ReadAllText(ProjectTree.PathTo("global.json")));
        var sdk = Version.Parse(global.RootElement.GetProperty("sdk").GetProperty("version").GetString()!);

        Assert.Contains(Dockerfile, line => line == $"FROM mcr.microsoft.com/dotnet/sdk:{sdk.ToString(2)} AS build");
        Assert.Contains(Dockerfile, line => line == $"FROM mcr.microsoft.com/dotnet/aspnet:{sdk.ToString(2)}");
    }

    [Fact]
    public void Port_data_and_key_are_the_same_in_all_places()
    {
        var start = JsonSerializer.Deserialize<string[]>(Value("CMD"))!;
        string After(string option) => start[Array.IndexOf(start, option) + 1];

        Assert.Equal(After("--port"), Value("EXPOSE"));
        Assert.Equal(After("--data"), Value("VOLUME"));
        Assert.Contains(Dockerfile, line => line.Contains($"http://127.0.0.1:{After("--port")}/api/health", StringComparison.Ordinal));
        Assert.Contains(Compose, line => line.Trim() == $"- \"127.0.0.1:{After("--port")}:{After("--port")}\"");
        Assert.Contains(Compose, line => line.Trim() == $"- data:{After("--data")}");
        Assert.Contains(Compose, line => line.Trim() == $"- {Path.GetFileName(After("--key-file"))}");
        Assert.Contains(Compose, line => line.Trim() == "dockerfile: infra/Dockerfile");
    }

    [Fact]
    public void Image_runs_the_host_without_being_root() =>
        Assert.Equal("app", Value("USER"));

    private static string Value(string instruction) =>
        Dockerfile.Single(line => line.StartsWith($"{instruction} ", StringComparison.Ordinal) && line != "CMD [")[(instruction.Length + 1)..];

    // Instructions that go on over several lines are put together.
    private static string[] Read(string name) => File.ReadAllText(ProjectTree.PathTo("infra", name)).ReplaceLineEndings("\n")
        .Replace("\\\n", "", StringComparison.Ordinal).Split('\n');

    [GeneratedRegex(@"^FROM \S+ AS (\w+)$")]
    private static partial Regex Stage();

    [GeneratedRegex(@"^RUN dotnet publish (\S+) .*-o (\S+)")]
    private static partial Regex Publish();

    [GeneratedRegex(@"--from=(\w+)")]
    private static partial Regex From();
}
