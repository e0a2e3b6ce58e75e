using System.Globalization;
using System.IO.Compression;
using Trad.Backtesting.Costs;
using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Candles;
using Trad.Testing;

namespace Trad.Backtesting.Tests.Simulation;

/// <summary>The engine against other engines' trades on the same candles.</summary>
public sealed class ReferenceBacktestTests
{
    private static readonly BacktestOptions Options = new()
    {
        FeeRate = 0.001,
        Slippage = 0,
        Directions = TradeDirections.LongOnly,
        Sizing = PositionSizing.AllIn,
    };

    [Fact]
    public void Crossover_18_months_agrees_with_vectorbt_trade_by_trade() =>
        AssertAgrees("backtests/sma-crossover-btcusdt-5m.vectorbt.csv.gz", Options, 226.93178963445826);

    [Fact]
    public void Crossover_18_months_in_lots_agrees_with_backtesting_py_trade_by_trade() => AssertAgrees(
        "backtests/sma-crossover-btcusdt-5m.backtesting-py.csv.gz",
        Options with { Filters = new ExchangeFilters(LotSize: 1e-8) },
        226.93220445695957);

    private static void AssertAgrees(string file, BacktestOptions options, double finalEquity)
    {
        var candles = SharedCandles.Load(SharedCandles.Bitcoin18Months, Interval.FiveMinutes);
        var expected = ReadTrades(SharedData.Require(file));
        var strategy = new MovingAverageCrossover();

        var result = Backtester.Run(new IndicatorCache(candles), strategy, StrategyParameters.Defaults(strategy), options);

        Assert.Equal(2229, expected.Count);
        Assert.Equal(expected.Count, result.Trades.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            var (trade, reference) = (result.Trades[i], expected[i]);
            Assert.Equal((reference.EntryIndex, reference.ExitIndex), (trade.EntryIndex, trade.ExitIndex));
            AssertClose(reference.EntryPrice, trade.EntryPrice);
            AssertClose(reference.ExitPrice, trade.ExitPrice);
            AssertClose(reference.Size, trade.Size);
            AssertClose(reference.EntryFee ?? trade.EntryFee, trade.EntryFee);
            AssertClose(reference.Profit, trade.Profit, scale: reference.Size * reference.EntryPrice);
        }

        AssertClose(finalEquity, result.Metrics.FinalEquity);
    }

    private static void AssertClose(double expected, double actual, double? scale = null) => Assert.True(
        Math.Abs(expected - actual) <= 1e-9 * Math.Abs(scale ?? expected), $"{actual:R} instead of {expected:R}");

    private static List<ReferenceTrade> ReadTrades(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var header = reader.ReadLine()!.Split(',');
        var trades = new List<ReferenceTrade>();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            string Text(string column) => fields[Array.IndexOf(header, column)];
            double Number(string column) => double.Parse(Text(column), CultureInfo.InvariantCulture);
            trades.Add(new ReferenceTrade(
                (int)Number("entry_index"), Number("entry_price"), (int)Number("exit_index"), Number("exit_price"),
                Number("size"), Text("entry_fee").Length == 0 ? null : Number("entry_fee"), Number("pnl")));
        }

        return trades;
    }

    private sealed record ReferenceTrade(
        int EntryIndex, double EntryPrice, int ExitIndex, double ExitPrice, double Size, double? EntryFee, double Profit);
}
