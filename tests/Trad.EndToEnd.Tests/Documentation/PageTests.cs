using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Trad.LocalHost.Commands;
using Trad.Testing;

namespace Trad.EndToEnd.Tests.Documentation;

/// <summary>What every page of the documentation must keep.</summary>
public sealed partial class PageTests
{
    [Fact]
    public void Links_of_every_page_lead_to_something()
    {
        var broken = Page.All.SelectMany(
            page => page.Links.Where(link => !Path.Exists(ProjectTree.PathTo(link))).Select(link => $"{page.Path} links to {link}"));

        Assert.Equal([], broken);
    }

    [Fact]
    public void Pages_can_all_be_reached_from_the_readme()
    {
        var reached = new HashSet<string>(["README.md"], StringComparer.Ordinal);
        var open = new Queue<string>(reached);
        while (open.TryDequeue(out var path))
        {
            foreach (var next in Page.At(path).Links.Where(link => Page.All.Any(page => page.Path == link) && reached.Add(link)))
            {
                open.Enqueue(next);
            }
        }

        Assert.Equal([], Page.All.Select(page => page.Path).Except(reached));
    }

    [Fact]
    public void Readme_fits_on_one_screen() =>
        Assert.InRange(Page.At("README.md").Text.Split('\n').Length, 1, 80);

    [Fact]
    public void Commands_of_every_page_are_such_as_the_command_line_takes()
    {
        var root = TradCommandLine.MakeRoot();
        var commands = Page.All.SelectMany(page => page.Commands.Select(command => (page.Path, Command: command))).ToList();

        Assert.True(commands.Count > 40, $"only {commands.Count} commands were found");
        Assert.Equal(
            [],
            commands.Select(each => (each.Path, each.Command, root.Parse([.. Words(each.Command)]).Errors))
                .Where(each => each.Errors.Count > 0)
                .Select(each => $"{each.Path}: trad {each.Command}: {each.Errors[0].Message}"));
    }

    [Fact]
    public void Commands_that_sentences_name_are_such_as_the_command_line_has()
    {
        var root = TradCommandLine.MakeRoot();
        var commands = Page.All.SelectMany(page => page.NamedCommands.Select(command => (page.Path, Command: command))).ToList();

        Assert.True(commands.Count > 20, $"only {commands.Count} commands were found");
        Assert.Equal(
            [],
            from each in commands
            let filled = each.Command.Replace("--otlp <address>", "--otlp http://127.0.0.1:4317", StringComparison.Ordinal)
            let words = Words(Placeholder().Replace(filled, match => match.Value == "<address>" ? "127.0.0.1" : "1"))
            from error in root.Parse([.. words]).Errors
            where !error.Message.StartsWith("Required argument missing", StringComparison.Ordinal)
                && !error.Message.EndsWith("is required.", StringComparison.Ordinal)
            select $"{each.Path}: trad {each.Command}: {error.Message}");
    }

    [Fact]
    public void Test_runs_name_settings_and_tests_that_exist()
    {
        var code = string.Join('\n', Directory.EnumerateFiles(ProjectTree.PathTo("tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText));
        var lines = Page.All.SelectMany(page => page.ShellLines)
            .Where(line => line.Contains("dotnet test ", StringComparison.Ordinal)).ToList();

        Assert.True(lines.Count > 4, $"only {lines.Count} test runs were found");
        Assert.All(lines, line =>
        {
            Assert.All(Setting().Matches(line), match => Assert.Contains($"\"{match.Value}\"", code, StringComparison.Ordinal));
            Assert.All(Filter().Matches(line), match => Assert.Matches($@"(class|namespace)[ \w.]*{match.Groups[1].Value}", code));
            Assert.All(Folder().Matches(line), match => Assert.True(Path.Exists(ProjectTree.PathTo(match.Groups[1].Value)), line));
        });
    }

    // Variables of the shell stand for something that the command line takes.
    private static IEnumerable<string> Words(string command) => CommandLineParser.SplitCommandLine(
        command.Replace('\'', '"').Replace("$job", "1", StringComparison.Ordinal));

    [GeneratedRegex("<[a-z]+>")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"TRAD_\w+")]
    private static partial Regex Setting();

    [GeneratedRegex(@"--filter (\w+)")]
    private static partial Regex Filter();

    [GeneratedRegex(@"dotnet test (tests/[\w.]+)")]
    private static partial Regex Folder();
}
