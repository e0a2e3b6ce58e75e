using Trad.LocalHost.Tests.Client;
using Trad.LocalHost.Tests.Presentation;

namespace Trad.LocalHost.Tests.Commands;

/// <summary>Commands that take something away for good, where nobody can be asked.</summary>
[Collection(nameof(TableDisplayTests))]
public sealed class YesOptionTests(ServedApp app) : IClassFixture<ServedApp>
{
    [Theory]
    [InlineData("jobs delete 99", "job 99 is to go")]
    [InlineData("assets delete 0123456789abcdef0123456789abcdef --permanent", "asset 0123456789abcdef0123456789abcdef is to go")]
    [InlineData("strategies remove mine", "mine is to go")]
    [InlineData("strategies remove mine@2", "version 2 of mine is to go")]
    [InlineData("backfill delete 99", "backfill 99 is to go")]
    [InlineData("system purge lost", "the history of lost is to go")]
    [InlineData("candles delete --symbol BTCUSDT --interval 1h --month all", "the candles of binance BTCUSDT 1h are to go")]
    public async Task Command_without_a_terminal_wants_yes_before_anything_goes(string command, string what)
    {
        Assert.SkipUnless(Console.IsInputRedirected, "The tests read from a terminal, where somebody can be asked.");

        var refused = await CommandRun.RunAsync(app.Address, command.Split(' '));

        Assert.Equal(
            (1, "", $"error: Nobody can be asked whether {what}; say --yes."), (refused.ExitCode, refused.Output, refused.Errors.Trim()));
    }
}
