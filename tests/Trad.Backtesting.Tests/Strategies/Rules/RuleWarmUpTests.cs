using System.Text.Json;
using Trad.Backtesting.LookAhead;
using Trad.Backtesting.Strategies;
using Trad.Backtesting.Strategies.Rules;
using Trad.Candles;
using Trad.Testing;

namespace Trad.Backtesting.Tests.Strategies.Rules;

/// <summary>
/// The warm-up that follows from rules is long enough for what people write: with candles that begin there, signals stay where they are.
/// Nobody can declare another, so that rules of which it is too short could never be trained.
/// </summary>
public sealed class RuleWarmUpTests
{
    private const int Compared = 200;

    // As many as the check excuses of an average that never quite forgets where it began.
    private const double Excused = 0.03;

    [Theory]
    [InlineData("cross_above(ema(close, 12), ema(close, 26))")]
    [InlineData("cross_above(ema(close, 20), ema(close, 55))")]
    [InlineData("cross_above(ema(close, 50), ema(close, 200))")]
    [InlineData("cross_above(ema(close, 55), sma(close, 55))")]
    [InlineData("cross_above(ema(close@1h, 55)[2], sma(close, 55))")]
    [InlineData("cross_above(ema(volume, 30), sma(volume, 30))")]
    [InlineData("cross_above(rma(close, 20), sma(close, 30))")]
    [InlineData("cross_above(rsi(close, 14), 50)")]
    [InlineData("cross_above(macd(close, 12, 26), macd_signal(close, 12, 26, 9))")]
    [InlineData("cross_above(adx(14), 25)")]
    [InlineData("cross_above(close, keltner_upper(20, 1, 10))")]
    public void Warm_up_of_recursive_averages_keeps_signals_where_a_long_history_has_them(string condition)
    {
        var candles = SharedCandles.Load(SharedCandles.Bitcoin18Months, Interval.FiveMinutes).TakeLast(40_000);
        var strategy = RuleStrategy.Parse(JsonSerializer.Serialize(new { name = "mine", @long = condition })).On(candles.Interval);
        var parameters = StrategyParameters.Defaults(strategy);

        var found = WarmUpCheck.Compare(strategy, parameters, SignalRun.Record(strategy, parameters, candles), Compared);

        Assert.True(found.Signals >= Compared / 2, $"{found.Signals} signals");
        Assert.True(found.Changes <= Excused * found.Signals, $"{found.Changes} of {found.Signals} signals change");
        Assert.Null(found.Defect);
    }
}
