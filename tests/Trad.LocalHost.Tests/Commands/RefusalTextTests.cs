using Trad.LocalHost.Tests.Client;
using Trad.LocalHost.Tests.Presentation;

namespace Trad.LocalHost.Tests.Commands;

/// <summary>What the host refuses is told in the words of the command line.</summary>
[Collection(nameof(TableDisplayTests))]
public sealed class RefusalTextTests(ServedApp app) : IClassFixture<ServedApp>
{
    [Theory]
    [InlineData("train --days -3", "--days: is '-3'; allowed is")]
    [InlineData("train --lookback-days -3", "--lookback-days: is '-3'; allowed is")]
    [InlineData("train --fee-rate 7", "--fee-rate: is '7'; allowed is")]
    [InlineData("train --maker-fee-rate 7", "--maker-fee-rate: is '7'; allowed is")]
    [InlineData("train --stop-loss 9", "--stop-loss: is '9'; allowed is")]
    [InlineData("train --leverage -1", "--leverage: is '-1'; allowed is")]
    [InlineData("train --tick-size -1", "--tick-size: is '-1'; allowed is")]
    [InlineData("train --sizing foo", "--sizing: is \"foo\"; allowed is")]
    [InlineData("train --sizing all-in --sizing-value 7", "--sizing-value: ")]
    [InlineData("train --sizing volatility-target --volatility-candles 0", "--volatility-candles: is '0'; allowed is")]
    [InlineData("train --validation seeds=99", "--validation seeds: is '99'; allowed is")]
    [InlineData("train --symbol X --symbol X", "--symbol: names 'X' twice")]
    [InlineData("train --objective feeRate", "--objective: is 'feeRate'; allowed is one of")]
    [InlineData("train --parameter reversal_candles=99999", "--parameter reversal_candles.value: is 99999; allowed is")]
    [InlineData("train --parameter trials=3 --trials 5", "--parameter trials: ")]
    [InlineData("train --constraint trials>=1 --trials 5", "--constraint trials: is no metric;")]
    [InlineData("train --days 3 --from 2025-01-01", "--from: cannot go with --days; give one of --days, --lookback-candles and --from")]
    [InlineData("jobs list --limit 0", "--limit: '0' is not a whole number from 1 to")]
    [InlineData("assets list --limit 0", "--limit: '0' is not a whole number from 1 to")]
    [InlineData("backfill --symbol b@d", "--symbol: is 'b@d'; allowed is")]
    [InlineData("candles delete --symbol BTCUSDT --interval 1h --month 2025-13 --yes", "--month: is '2025-13'; allowed is")]
    public async Task Refused_field_is_told_as_the_option_that_was_written(string command, string expected)
    {
        var refused = await CommandRun.RunAsync(app.Address, command.Split(' '));

        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.StartsWith($"error: {expected}", Assert.Single(refused.Errors.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_field_of_a_file_is_told_as_it_stands_there()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """{"lookbackDays":-3,"feeRate":7}""", TestContext.Current.CancellationToken);

        var refused = await CommandRun.RunAsync(app.Address, "train", "--request", file, "--fee-rate", "9");

        File.Delete(file);
        Assert.Equal(
            (1, "error: --fee-rate: is '9'; allowed is a number from 0 to 0.1; lookbackDays: is '-3'; allowed is a number from 0.001 to 3,660"),
            (refused.ExitCode, refused.Errors.Trim()));
    }

    [Theory]
    [InlineData("time,open,high,low,close,volume\n1706745600,9000000,9000000,9000000,9000000,1\n", "import it as it is with --accept-outliers.")]
    [InlineData(
        "time;open;high;low;close;volume\n31.01.2024 10:00;42.283;42.400;42.100;42.300;5.123\n31.01.2024 11:00;42.283;42.400;42.100;42.300;5.123\n",
        "--decimal-comma false where they stand before decimals, or true.")]
    [InlineData("time,open,high,low,close,volume\n01/02/2024 00:00,1,1,1,1,1\n", "or say so with --date-order day-first or month-first.")]
    public async Task Way_out_of_a_refused_file_is_told_by_its_option_alone(string text, string expected)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.csv");
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);

        var refused = await CommandRun.RunAsync(app.Address, "import", file, "--symbol", "BTCUSDT", "--interval", "1h", "--dry-run");

        File.Delete(file);
        Assert.EndsWith(expected, refused.Errors.Trim(), StringComparison.Ordinal);
    }
}
