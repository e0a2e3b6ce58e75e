using Trad.LocalHost.Commands;

namespace Trad.LocalHost.Tests.Commands;

public sealed class TradCommandLineTests
{
    [Fact]
    public void Stop_of_a_command_has_no_limit_of_the_library() =>
        Assert.Null(TradCommandLine.MakeInvocation().ProcessTerminationTimeout);

    [Theory]
    [InlineData("completion fish", "error: shell cannot be 'fish'; allowed is one of bash, zsh, pwsh.", "completion")]
    [InlineData("train --trials few", "error: --trials cannot be 'few'; allowed is a whole number.", "train")]
    [InlineData("jobs show", "error: Required argument missing for command: 'show'.", "jobs show")]
    [InlineData("strategies add  --json", "error: file cannot be ''; allowed is the path of a file.", "strategies add")]
    [InlineData("train --request ", "error: --request cannot be ''; allowed is the path of a file.", "train")]
    public void Wrong_command_line_is_told_in_one_line(string command, string what, string where)
    {
        var root = TradCommandLine.MakeRoot();

        // Here the program is called as the tests are.
        Assert.Equal($"{what} See {root.Name} {where} --help.", UsageError.Find(root.Parse(command.Split(' '))));
    }

    [Theory]
    [InlineData("jobs list --state ")]
    [InlineData("jobs logs 1 --level ")]
    [InlineData("assets list --stage ")]
    [InlineData("assets list --verdict ")]
    public void Completion_offers_each_word_once_as_it_is_written(string line)
    {
        var words = TradCommandLine.MakeRoot().Parse(line).GetCompletions(line.Length).Select(word => word.Label)
            .Where(word => !word.StartsWith('-') && !word.StartsWith('/')).ToList();

        Assert.NotEmpty(words);
        Assert.All(words, word => Assert.Equal(word.ToLowerInvariant(), word));
        Assert.Equal(words.Distinct(), words);
    }
}
