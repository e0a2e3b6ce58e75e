using System.Text.RegularExpressions;
using Trad.Testing;

namespace Trad.EndToEnd.Tests.Documentation;

/// <summary>A page of the documentation: a Markdown file beside what it describes.</summary>
/// <param name="Path">Where it lies below the checkout, with slashes.</param>
/// <param name="Text">Its text.</param>
internal sealed partial record Page(string Path, string Text)
{
    /// <summary>Every page.</summary>
    public static IReadOnlyList<Page> All { get; } =
    [
        .. new[] { "src", "infra", "tests", ".github" }
            .SelectMany(folder => Directory.EnumerateFiles(ProjectTree.PathTo(folder), "*.md", SearchOption.AllDirectories))
            .Append(ProjectTree.PathTo("README.md"))
            .Select(file => System.IO.Path.GetRelativePath(ProjectTree.Root, file).Replace('\\', '/'))
            .Where(path => !BuildFolder().IsMatch(path) && !path.Contains("/Python/", StringComparison.Ordinal))
            .Select(path => new Page(path, File.ReadAllText(ProjectTree.PathTo(path)))),
    ];

    /// <summary>The page at a path.</summary>
    public static Page At(string path) => All.Single(page => page.Path == path);

    /// <summary>What stands in its shell blocks that are run as they are, in order.</summary>
    public string Script => string.Join('\n', Blocks("sh"));

    /// <summary>The places inside the checkout that it links to, without their anchors.</summary>
    public IEnumerable<string> Links => Link().Matches(Text).Select(match => match.Groups[1].Value)
        .Where(target => !target.Contains(':', StringComparison.Ordinal) && !target.StartsWith('#'))
        .Select(target => System.IO.Path.GetRelativePath(
            ProjectTree.Root,
            System.IO.Path.Combine(ProjectTree.Root, System.IO.Path.GetDirectoryName(Path)!, target.Split('#')[0])).Replace('\\', '/'));

    /// <summary>The command lines of <c>trad</c> in all its shell blocks, without the command itself.</summary>
    public IEnumerable<string> Commands => CommandLines
        .Select(line => Command().Match(line)).Where(match => match.Success)
        .Select(match => match.Groups[1].Value.Trim());

    /// <summary>What is named of <c>trad</c> within its sentences, without the command itself; arguments are often left out.</summary>
    public IEnumerable<string> NamedCommands => Named().Matches(Text).Select(match => match.Groups[1].Value.Trim());

    /// <summary>Every line of its shell blocks.</summary>
    public IEnumerable<string> ShellLines => Blocks("sh").Concat(Blocks("console")).SelectMany(block => block.Split('\n'));

    /// <summary>Every command line of its shell blocks, whole and without comments.</summary>
    public IEnumerable<string> CommandLines => Blocks("sh").Concat(Blocks("console")).SelectMany(LinesOf);

    /// <summary>The folder below the checkout that a command line of its shell blocks is run in.</summary>
    public string FolderOf(string commandLine) => Blocks("sh").Concat(Blocks("console")).Select(LinesOf)
        .First(lines => lines.Contains(commandLine)).TakeWhile(line => line != commandLine)
        .Where(line => line.StartsWith("cd ", StringComparison.Ordinal)).Select(line => line["cd ".Length..]).LastOrDefault("");

    private static IEnumerable<string> LinesOf(string block) => block.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
        .Select(line => Comment().Replace(line, "").Trim());

    private IEnumerable<string> Blocks(string kind) => Block().Matches(Text)
        .Where(match => match.Groups[1].Value == kind).Select(match => match.Groups[2].Value);

    [GeneratedRegex("^```(\\w+)\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\s+#\s.*$")]
    private static partial Regex Comment();

    // At the beginning of a line or of a substitution, up to a pipe.
    [GeneratedRegex(@"(?:^|\$\()trad((?:\s+[^|)]+)?)")]
    private static partial Regex Command();

    [GeneratedRegex("`trad ([^`]+)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"(^|/)(bin|obj|node_modules|TestResults)/")]
    private static partial Regex BuildFolder();
}
