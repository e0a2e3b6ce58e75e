using Trad.Backtesting.Metrics;
using Trad.Candles;

namespace Trad.Backtesting.Simulation;

/// <summary>The money of one backtest: cash, at most one position, and the running figures of the equity curve.</summary>
internal sealed class Account
{
    private readonly BacktestOptions _options;
    private readonly List<Trade>? _trades;
    private readonly List<double>? _equityCurve;
    private readonly EquityStatistics _equity;
    private readonly TradeStatistics _tradeStatistics = new();

    private double _cash;
    private double _size;
    private double _entryPrice;
    private double _entryFee;

    public Account(BacktestOptions options, double candlesPerYear, List<Trade>? trades = null, List<double>? equityCurve = null)
    {
        _options = options;
        _trades = trades;
        _equityCurve = equityCurve;
        _cash = options.InitialCapital;
        _equity = new EquityStatistics(options.InitialCapital, candlesPerYear);
    }

    public bool IsFlat => _size == 0;

    public int Side => Math.Sign(_size);

    public int EntryIndex { get; private set; } = -1;

    /// <summary>Stop price of the open position; NaN for none.</summary>
    public double Stop { get; private set; }

    /// <summary>Target price of the open position; NaN for none.</summary>
    public double Target { get; private set; }

    /// <summary>Opens a position, unless the price has already passed the stop or nothing is left to trade with.</summary>
    public void Open(int index, double price, int side, double stop, double target)
    {
        var fill = price * (1 + (side * _options.Slippage));
        var distance = side * (fill - stop);
        if (_cash <= 0 || side * (price - stop) <= 0)
        {
            _tradeStatistics.Skipped++;
            return;
        }

        // All of the cash pays for the position and its fee; a stop limits the loss to a share of the equity.
        var affordable = _cash / (fill * (1 + _options.FeeRate));
        var size = double.IsNaN(stop) ? affordable : Math.Min(affordable, _cash * _options.RiskPerTrade / distance);
        _size = side * size;
        _entryPrice = fill;
        _entryFee = size * fill * _options.FeeRate;
        _cash -= (_size * fill) + _entryFee;
        EntryIndex = index;
        Stop = stop;
        Target = target;
    }

    public void Close(int index, double price, ExitReason reason, bool slips)
    {
        var fill = slips ? price * (1 - (Side * _options.Slippage)) : price;
        var fee = Math.Abs(_size) * fill * _options.FeeRate;
        Record(new Trade(EntryIndex, _entryPrice, index, fill, _size, _entryFee, fee, reason));
        _cash += (_size * fill) - fee;
        _size = 0;
    }

    /// <summary>Marks the equity at a close.</summary>
    public void Mark(int index, double close)
    {
        var equity = _cash + (_size * close);
        _equity.Add(equity, isExposed: _size != 0 || EntryIndex == index);
        _equityCurve?.Add(equity);
    }

    /// <summary>Passes candles without a position.</summary>
    public void StandBy(int candles)
    {
        _equity.AddQuiet(candles);
        if (_equityCurve is not null)
        {
            for (var i = 0; i < candles; i++)
            {
                _equityCurve.Add(_cash);
            }
        }
    }

    /// <summary>Lists a position that is still open at the end, at the last close and without exit costs.</summary>
    public void MarkOpenTrade(int index, double close)
    {
        if (!IsFlat)
        {
            Record(new Trade(EntryIndex, _entryPrice, index, close, _size, _entryFee, 0, ExitReason.Open));
        }
    }

    public BacktestMetrics Summarise(CandleSeries candles) => MetricSummary.Of(_equity, _tradeStatistics, candles);

    private void Record(in Trade trade)
    {
        _tradeStatistics.Add(trade);
        _trades?.Add(trade);
    }
}
