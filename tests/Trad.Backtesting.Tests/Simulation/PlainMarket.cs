using Trad.Backtesting.Simulation;
using Trad.Candles;

namespace Trad.Backtesting.Tests.Simulation;

/// <summary>What the plain engine asks of the candles: holes, prices of fills, volatility; slow, one by one.</summary>
internal sealed class PlainMarket(PlainRun run)
{
    private readonly Candle[] _candles = [.. Enumerable.Range(0, run.Candles.Count).Select(i => run.Candles[i])];
    private readonly BacktestOptions _options = run.Options;

    /// <summary>Whether a hole follows a candle that is longer than a position may be held over.</summary>
    public bool HoleAfter(int t) => t + 1 < _candles.Length
        && _candles[t + 1].OpenTime - _candles[t].OpenTime - 300_000 > (_options.LongestGap ?? TimeSpan.FromDays(1)).TotalMilliseconds;

    // Behind a hole the strategy begins anew; before the first one it began with the series.
    private int BeginOf(int t) => _options.RestartAfterGap ? Enumerable.Range(0, t).LastOrDefault(HoleAfter, -1) + 1 : 0;

    /// <summary>Whether a strategy that began anew behind a hole is still warming up.</summary>
    public bool WarmsUp(int t) => BeginOf(t) is > 0 and var begin && t < begin + (_options.WarmUpAfterGap ?? 0);

    /// <summary>What is paid at a price for taking liquidity.</summary>
    /// <param name="price">The price.</param>
    /// <param name="side">1 to buy, −1 to sell.</param>
    /// <param name="rangeAt">The candle whose average range tells how far the price moves.</param>
    public double Taker(double price, int side, int rangeAt)
    {
        var begin = BeginOf(rangeAt);
        var range = _options.AtrSlippage > 0 && rangeAt - begin >= 14
            ? PlainIndicators.AverageTrueRange(_candles[begin..], rangeAt - begin)
            : 0;
        var fill = price + (side * ((price * _options.Slippage) + (price * _options.Spread / 2) + (_options.AtrSlippage * range)));
        var tick = _options.Filters?.TickSize ?? 0;
        return tick == 0 ? fill : (side > 0 ? Math.Ceiling(fill / tick) : Math.Floor(fill / tick)) * tick;
    }

    /// <summary>The nearest price that the exchange takes.</summary>
    public double? OnTick(double? price) =>
        _options.Filters is { TickSize: > 0 and var tick } && price is { } value ? Math.Round(value / tick) * tick : price;

    /// <summary>The yearly volatility over the candles up to one; null before there are enough.</summary>
    public double? RealisedVolatility(int t) => t - BeginOf(t) < _options.VolatilityCandles
        ? null
        : PlainIndicators.SampleDeviation(Enumerable.Range(t - _options.VolatilityCandles + 1, _options.VolatilityCandles)
            .Select(i => Math.Log(_candles[i].Close / _candles[i - 1].Close))) * Math.Sqrt(365 * 288);
}
