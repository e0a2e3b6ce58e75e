using Trad.LocalHost.Commands;

namespace Trad.LocalHost.Tests.Commands;

public sealed class TradCommandLineTests
{
    [Fact]
    public void Stop_of_a_command_has_no_limit_of_the_library() =>
        Assert.Null(TradCommandLine.MakeInvocation().ProcessTerminationTimeout);
}
