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
    public void Wrong_command_line_is_told_in_one_line(string command, string what, string where)
    {
        var root = TradCommandLine.MakeRoot();

        // Here the program is called as the tests are.
        Assert.Equal($"{what} See {root.Name} {where} --help.", UsageError.Describe(root.Parse(command.Split(' '))));
    }
}
