using Trad.Backtesting.Simulation;
using Trad.Training.Assets;

namespace Trad.Training.Tests.Assets;

/// <summary>Equity curves and trades as programs read them: the files are a promise, to the last character.</summary>
public sealed class EvidenceCsvTests
{
    private static readonly DateTimeOffset Noon = new(2025, 6, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Write_equity_has_times_in_UTC_and_every_digit_and_leaves_out_what_is_not_known()
    {
        var text = EvidenceCsv.Write(
        [
            new EquityPoint(Noon, 10_000, 0, true, 10_000, 0, true),
            new EquityPoint(Noon.ToOffset(TimeSpan.FromHours(2)), 0.1 + 0.2, 1e-7, false, 1e21, -0.0, null),
        ]);

        Assert.Equal(
            "time,equity,drawdown,in_sample,chained_equity,chained_drawdown,held\n"
            + "2025-06-30T12:00:00Z,10000,0,true,10000,0,true\n"
            + "2025-06-30T12:00:00Z,0.30000000000000004,1E-07,false,1E+21,-0,\n",
            text);
    }

    [Fact]
    public void Write_trades_has_a_row_each_and_leaves_out_what_was_not_recorded()
    {
        var trade = new AssetTrade(
            Noon, Noon.AddMinutes(5), "long", 100.5, 101, 2, 0.75, 0.00375, 0.25, ExitReason.TrailingStop, true, "BTCUSDT");

        var text =
            EvidenceCsv.Write([trade with { Funding = -0.5, HeldCandles = 12 }, trade with { Direction = "short", InSample = false }]);

        Assert.Equal(
            "entry_time,exit_time,symbol,direction,entry_price,exit_price,size,profit,profit_fraction,fees,exit_reason,in_sample,funding,held_candles\n"
            + "2025-06-30T12:00:00Z,2025-06-30T12:05:00Z,BTCUSDT,long,100.5,101,2,0.75,0.00375,0.25,trailing-stop,true,-0.5,12\n"
            + "2025-06-30T12:00:00Z,2025-06-30T12:05:00Z,BTCUSDT,short,100.5,101,2,0.75,0.00375,0.25,trailing-stop,false,,\n",
            text);
    }
}
