using Trad.EndToEnd.Tests.Hosting;

namespace Trad.EndToEnd.Tests.CommandLine;

/// <summary>The command <c>strategies</c> against a serving host.</summary>
public sealed class StrategiesCommandTests(ServingHost host) : IClassFixture<ServingHost>
{
    [Fact]
    public async Task Check_of_a_sound_strategy_says_what_was_compared_and_an_unknown_one_is_refused()
    {
        var sound = await RunAsync("strategies", "check", "macd-trend");
        var unknown = await RunAsync("strategies", "check", "no-such");

        Assert.Equal(0, sound.ExitCode);
        Assert.Matches("look-ahead  passed  [0-9,]+ signals stay when the candles behind them are cut off", sound.Output);
        Assert.Matches("warm-up     passed  [0-9,]+ of [0-9,]+ signals are the same", sound.Output);
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("There is no strategy 'no-such'", unknown.Errors, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        TradProcess.RunAsync([.. arguments, "--port", $"{host.Address.Port}"]);
}
