using System.Text.RegularExpressions;
using Trad.Testing;

namespace Trad.EndToEnd.Tests.Documentation;

/// <summary>
/// Lines of code wrap at 140 characters. A text stays whole, so that a message can be searched for: what it is longer by counts not.
/// </summary>
public sealed partial class SourceLineTests
{
    private const int Longest = 140;

    [Fact]
    public void Lines_are_at_most_140_characters_without_their_texts()
    {
        var files = new[] { "src", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(ProjectTree.PathTo(folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !BuildFolder().IsMatch(file))
            .ToList();

        Assert.NotEmpty(files);
        Assert.Equal([], files.SelectMany(TooLong));
    }

    private static IEnumerable<string> TooLong(string file)
    {
        var isText = false;
        foreach (var (index, line) in File.ReadLines(file).Index())
        {
            var edges = line.TrimStart().StartsWith("//", StringComparison.Ordinal) ? 0 : line.Split("\"\"\"").Length - 1;
            if (!isText && edges == 0 && line.Length > Longest && Text().Replace(line, "\"\"").Length > Longest)
            {
                yield return $"{Path.GetFileName(file)}:{index + 1} has {line.Length}";
            }

            isText ^= edges % 2 == 1;
        }
    }

    // An interpolated text may hold texts: from its first quote to the last of the line it counts as one.
    [GeneratedRegex("""(\$@?|@\$?)".*"|"(\\.|[^"\\])*"|".*$""")]
    private static partial Regex Text();

    [GeneratedRegex(@"[\\/](bin|obj|node_modules)[\\/]")]
    private static partial Regex BuildFolder();
}
