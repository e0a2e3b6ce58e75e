using Trad.Backtesting.Simulation;

namespace Trad.Backtesting.Metrics;

/// <summary>Running figures of trades, in constant memory.</summary>
internal sealed class TradeStatistics
{
    private double _gains;
    private double _losses;
    private long _heldCandles;
    private int _wins;

    public int Count { get; private set; }

    /// <summary>Entries not taken: the price had passed the stop, or nothing was left.</summary>
    public int Skipped { get; set; }

    public double Fees { get; private set; }

    public double? WinRate => Count == 0 ? null : (double)_wins / Count;

    /// <summary>Gains over losses; null without losses.</summary>
    public double? ProfitFactor => _losses > 0 ? _gains / _losses : null;

    /// <summary>Mean profit per trade, quote currency.</summary>
    public double? Expectancy => Count == 0 ? null : (_gains - _losses) / Count;

    public double? AverageHolding => Count == 0 ? null : (double)_heldCandles / Count;

    public void Add(in Trade trade)
    {
        var profit = trade.Profit;
        Count++;
        Fees += trade.EntryFee + trade.ExitFee;
        _heldCandles += trade.ExitIndex - trade.EntryIndex + 1;
        if (profit > 0)
        {
            _wins++;
            _gains += profit;
        }
        else
        {
            _losses -= profit;
        }
    }
}
