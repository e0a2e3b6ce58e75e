using System.Text.RegularExpressions;
using Trad.Testing;

namespace Trad.EndToEnd.Tests.Documentation;

/// <summary>
/// Command lines of the pages for tools that CI has no account or daemon for: they are not run, but read as the tool would read them,
/// and what they name of this project is there.
/// </summary>
public sealed partial class CloudCommandTests
{
    /// <summary>What may stand behind each command that the pages use, by the tools' own references; flags take no value.</summary>
    private static readonly IReadOnlyDictionary<string, (string[] Required, string[] Optional, string[] Flags)> Known =
        new Dictionary<string, (string[], string[], string[])>(StringComparer.Ordinal)
        {
            ["az group create"] = (["--name", "--location"], ["--tags"], []),
            ["az deployment group create"] =
                (["--resource-group"], ["--name", "--parameters", "--template-file", "--query", "--output"], ["--what-if"]),
            ["az deployment group show"] = (["--resource-group", "--name"], ["--query", "--output"], []),
            ["az functionapp deployment source config-zip"] = (["--resource-group", "--name", "--src"], ["--timeout"], []),
            ["azd up"] = ([], ["--environment"], ["--no-prompt"]),
            ["func start"] = ([], ["--port"], ["--no-build"]),
            ["docker compose up"] = ([], ["-f"], ["--build", "--wait", "--detach"]),
            ["docker compose exec"] = ([], ["-f"], ["-T"]),
        };

    private static readonly IReadOnlyList<(Page Page, string Line)> Lines =
        [.. Page.All.SelectMany(page => page.CommandLines.Where(line => Tool().IsMatch(line)).Select(line => (page, line)))];

    [Fact]
    public void Cloud_commands_have_the_options_that_their_tools_take()
    {
        Assert.InRange(Lines.Count, 6, 100);
        Assert.All(Lines, each =>
        {
            var words = Words(each.Line);
            var name = Known.Keys.Where(known => IsCalled(words, known)).MaxBy(known => known.Length);
            Assert.True(name is not null, $"{each.Page.Path}: nobody knows what '{each.Line}' is");
            var (required, optional, flags) = Known[name!];
            var options = words.Where(word => word.StartsWith('-')).ToList();
            Assert.Equal([], required.Except(options));
            Assert.Equal([], options.Except([.. required, .. optional, .. flags]));
            Assert.All(
                words.Index().Where(word => required.Contains(word.Item) || optional.Contains(word.Item)),
                option => Assert.True(
                    option.Index + 1 < words.Count && !words[option.Index + 1].StartsWith('-'), $"{each.Line}: {option.Item} has no value"));
        });
    }

    [Fact]
    public void Cloud_commands_name_files_that_are_there_or_that_the_page_makes_before() => Assert.All(Lines, each =>
    {
        var made = each.Page.CommandLines.TakeWhile(line => line != each.Line).SelectMany(line => Made().Matches(line))
            .Select(match => match.Groups[1].Value).ToList();
        Assert.All(
            Words(each.Line).Where(word => !word.StartsWith('-') && word.Contains('/', StringComparison.Ordinal)),
            path => Assert.True(
                Path.Exists(ProjectTree.PathTo(path)) || made.Exists(file => path.EndsWith(file, StringComparison.Ordinal)),
                $"{each.Page.Path}: {path}"));
        Assert.DoesNotContain("<", each.Line, StringComparison.Ordinal);
    });

    [Fact]
    public void Cloud_commands_name_outputs_of_the_template()
    {
        var template = File.ReadAllText(ProjectTree.PathTo("infra", "main.bicep"));
        var asked = Lines.SelectMany(each => Output().Matches(each.Line)).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(asked);
        Assert.All(asked, name => Assert.Matches($@"(?m)^output {name} ", template));
    }

    [Fact]
    public void Variables_that_the_deployment_reads_are_told_and_no_others()
    {
        var read = Directory.EnumerateFiles(ProjectTree.PathTo("infra"), "*.bicepparam", SearchOption.AllDirectories)
            .SelectMany(file => Read().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value)
            .Where(name => name.StartsWith("TRAD_", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal);
        var told = Variable().Matches(Page.At("infra/README.md").Text).Select(match => match.Value)
            .Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(read, told);
    }

    [Fact]
    public void Cloud_commands_run_where_their_tool_finds_its_file() => Assert.All(
        Lines.Where(each => Words(each.Line)[0] == "azd"),
        each => Assert.True(
            Path.Exists(ProjectTree.PathTo(each.Page.FolderOf(each.Line), "azure.yaml")),
            $"{each.Page.Path}: no azure.yaml beside {each.Line}"));

    // A command may have options of its group between its words, as in docker compose -f file up.
    private static bool IsCalled(IReadOnlyList<string> words, string known)
    {
        var plain = words.Where((word, index) => !word.StartsWith('-') && (index == 0 || words[index - 1] != "-f")).ToList();
        var wanted = known.Split(' ');
        return plain.Count >= wanted.Length && plain.Take(wanted.Length).SequenceEqual(wanted);
    }

    // From the tool's name on: what stands before it are variables, substitutions and other commands.
    private static IReadOnlyList<string> Words(string line) =>
        [.. Word().Matches(line[Tool().Match(line).Groups[1].Index..].TrimEnd(')', '"')).Select(match => match.Value.Trim('"'))];

    [GeneratedRegex(@"(?:^|[ (])((?:az|azd|func|docker) [a-z].*)$")]
    private static partial Regex Tool();

    [GeneratedRegex("\"[^\"]*\"|[^ \"]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?:-o |zip -qr \.\./|> )([\w./]+)")]
    private static partial Regex Made();

    [GeneratedRegex(@"properties\.outputs\.(\w+)\.value")]
    private static partial Regex Output();

    [GeneratedRegex(@"readEnvironmentVariable\('(\w+)'")]
    private static partial Regex Read();

    [GeneratedRegex(@"\bTRAD_[A-Z_]+\b")]
    private static partial Regex Variable();
}
