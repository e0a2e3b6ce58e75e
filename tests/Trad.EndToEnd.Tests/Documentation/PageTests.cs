using System.CommandLine.Parsing;
using Trad.LocalHost.Commands;
using Trad.Testing;

namespace Trad.EndToEnd.Tests.Documentation;

/// <summary>What every page of the documentation must keep.</summary>
public sealed class PageTests
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

    // Variables of the shell stand for something that the command line takes.
    private static IEnumerable<string> Words(string command) => CommandLineParser.SplitCommandLine(
        command.Replace('\'', '"').Replace("$job", "1", StringComparison.Ordinal));
}
