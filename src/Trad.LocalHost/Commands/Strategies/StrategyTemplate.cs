using System.Text;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Strategies;

/// <summary>The file that a strategy in C# of one's own begins with.</summary>
internal static class StrategyTemplate
{
    private const string Ending = ".cs";

    /// <summary>What stands in a file of that name: class, name and title follow from it.</summary>
    /// <exception cref="StartException">The file's name makes no name of a class.</exception>
    public static string Fill(string fileName)
    {
        var name = Path.GetFileNameWithoutExtension(fileName);
        if (Path.GetExtension(fileName) != Ending || name is not [>= 'A' and <= 'Z', ..] || !name.All(char.IsAsciiLetterOrDigit))
        {
            throw new StartException(
                $"'{Path.GetFileName(fileName)}' names no class; wanted is a capital, then letters and digits, and {Ending}, as in MyBreakout.cs.");
        }

        using var template = new StreamReader(
            typeof(StrategyTemplate).Assembly.GetManifestResourceStream("strategy-template.txt")!, Encoding.UTF8);
        return template.ReadToEnd()
            .Replace("{class}", name, StringComparison.Ordinal)
            .Replace("{name}", Words(name, '-').ToLowerInvariant(), StringComparison.Ordinal)
            .Replace("{title}", name[0] + Words(name, ' ')[1..].ToLowerInvariant(), StringComparison.Ordinal);
    }

    // A capital begins a word, of several in a row the last one: RSIDip2 is rsi and dip2.
    private static string Words(string name, char separator)
    {
        var words = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var endsCapitals = i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1]);
            if (i > 0 && char.IsAsciiLetterUpper(name[i]) && (endsCapitals || !char.IsAsciiLetterUpper(name[i - 1])))
            {
                words.Append(separator);
            }

            words.Append(name[i]);
        }

        return words.ToString();
    }
}
