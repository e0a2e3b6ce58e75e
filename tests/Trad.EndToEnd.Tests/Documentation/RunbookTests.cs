using System.Text.RegularExpressions;
using Trad.Testing;

namespace Trad.EndToEnd.Tests.Documentation;

/// <summary>Every case of the runbook names the test that makes it happen.</summary>
public sealed partial class RunbookTests
{
    private static readonly string Runbook = ProjectTree.PathTo("src", "Trad.Functions", "Operations", "README.md");

    [Fact]
    public void Case_of_the_runbook_is_held_by_a_test_that_there_is()
    {
        var tests = Directory.EnumerateFiles(ProjectTree.PathTo("tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => TestMethod().Matches(File.ReadAllText(file)).Select(found => found.Groups[1].Value))
            .ToHashSet(StringComparer.Ordinal);

        // The header and the line below it begin a table; a case has four cells.
        var cases = File.ReadLines(Runbook)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 6 && cells[4] is not ("held by" or "---"))
            .Select(cells => (When: cells[1], Test: cells[4].Trim('`')))
            .ToList();

        Assert.True(cases.Count >= 20, $"the runbook has {cases.Count} cases");
        Assert.DoesNotContain(cases, row => !tests.Contains(row.Test));
    }

    [GeneratedRegex(@"\[(?:Fact|Theory)[^\n]*\][\s\S]*?public\s+(?:async\s+)?(?:Task|void|ValueTask)\s+(\w+)\s*\(")]
    private static partial Regex TestMethod();
}
