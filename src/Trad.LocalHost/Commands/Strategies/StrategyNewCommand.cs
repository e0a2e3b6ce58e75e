using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Strategies;

/// <summary><c>strategies new</c>: writes a file that a strategy in C# begins with; needs no host.</summary>
internal sealed class StrategyNewCommand : Command
{
    private readonly Argument<FileInfo> _file = new("file")
    {
        Description = "The file to write, named as its class, as in MyBreakout.cs.",
    };

    public StrategyNewCommand()
        : base("new", "Write a file that a strategy in C# begins with; --strategies takes its folder.")
    {
        Add(_file);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var file = parsed.GetValue(_file)!;
        var text = StrategyTemplate.Fill(file.Name);
        try
        {
            // Whoever wrote a strategy there wants to keep it.
            using var content = new StreamWriter(new FileStream(file.FullName, FileMode.CreateNew, FileAccess.Write));
            content.Write(text);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{file} cannot be written: {unwritable.Message}");
        }

        Console.WriteLine($"{file} is a strategy. Look at it with: trad strategies list --strategies {file.DirectoryName}");
        return 0;
    }
}
