using Trad.Backtesting.Costs;
using Trad.Backtesting.Metrics;

namespace Trad.Backtesting.Simulation;

/// <summary>The money of one backtest: cash, at most one position, and what is recorded of them.</summary>
internal sealed class Account(BacktestOptions options, EquityStatistics equity, List<Trade>? trades, RecordedCurve? curve)
{
    private readonly Execution _execution = new(options);
    private readonly PositionSizer _sizer = new(options, new Execution(options));
    private double _cash = options.InitialCapital;
    private Position _position;

    /// <summary>The open position; its side is zero when there is none.</summary>
    public ref readonly Position Position => ref _position;

    /// <summary>Running figures of the trades.</summary>
    public TradeStatistics Trades { get; } = new();

    /// <summary>Opens a position, or counts why not.</summary>
    public void Open(int index, double price, in EntryOrder order)
    {
        var fill = _execution.TakerPrice(price, order.Side, order.AverageTrueRange);
        var stop = _execution.OrderPrice(order.Stop);
        if (order.Side * (price - stop) <= 0)
        {
            Trades.Skip(SkipReason.StopPassed);
            return;
        }

        // Entered, it would be left at the same price: what the signal was after is over.
        var target = _execution.OrderPrice(order.Target);
        if (order.Side * (target - price) <= 0)
        {
            Trades.Skip(SkipReason.TargetPassed);
            return;
        }

        if (_cash <= 0)
        {
            Trades.Skip(SkipReason.NoCash);
            return;
        }

        var size = _sizer.Size(_cash, fill, order.Side * (fill - stop), order.Volatility);
        if (!(size > 0) || options.Filters?.Accept(size, fill) == false)
        {
            Trades.Skip(SkipReason.TooSmall);
            return;
        }

        _position = new Position
        {
            Size = order.Side * size,
            Side = order.Side,
            EntryIndex = index,
            EntryPrice = fill,
            EntryFee = _execution.Fee(size * fill, isMaker: false),
            Stop = stop,
            Target = target,
            Risk = Math.Abs(order.Close - order.Stop),
            TrailAfterReward = order.TrailAfterReward,
            TrailingDistance = order.TrailingDistance,
            BreakEvenGain = order.BreakEvenGain,
            Best = fill,
        };
        _cash -= (_position.Size * fill) + _position.EntryFee;
        _position.Liquidation = LiquidationPrice();
    }

    /// <summary>Closes the position with a market or stop order.</summary>
    public void CloseAtMarket(int index, double price, ExitReason reason, double averageTrueRange) =>
        Close(index, _execution.TakerPrice(price, -_position.Side, averageTrueRange), reason, isMaker: false);

    /// <summary>Closes the position with a limit order.</summary>
    public void CloseAtLimit(int index, double price) => Close(index, price, ExitReason.Target, isMaker: true);

    /// <summary>Pays, or receives, funding for the position.</summary>
    /// <param name="price">The price that its notional is taken at.</param>
    /// <param name="rate">A fraction of the notional.</param>
    public void PayFunding(double price, double rate)
    {
        var payment = _position.Size * price * rate;
        _cash -= payment;
        _position.Funding += payment;
        _position.Liquidation = LiquidationPrice();
    }

    /// <summary>Lets the stop follow what the price has reached; it only ever comes nearer.</summary>
    public void FollowWithStop(double high, double low)
    {
        ref var position = ref _position;
        var side = position.Side;
        position.Best = side > 0 ? Math.Max(position.Best, high) : Math.Min(position.Best, low);
        var stop = position.Stop;
        var gain = side * (position.Best - position.EntryPrice);
        if (options.TrailingStop is { } trailing)
        {
            stop = Position.Nearer(side, stop, position.Best * (1 - (side * trailing)));
        }

        if (position.TrailAfterReward > 0 && gain >= position.TrailAfterReward * position.Risk)
        {
            stop = Position.Nearer(side, stop, position.Best - (side * position.Risk));
        }

        if (options.BreakEvenAfter is { } reward && gain >= reward * position.Risk)
        {
            stop = Position.Nearer(side, stop, position.EntryPrice);
        }

        // Nothing compares with NaN, and what is NaN is no nearer.
        stop = Position.Nearer(side, stop, position.Best - (side * position.TrailingDistance));
        if (gain >= position.BreakEvenGain)
        {
            stop = Position.Nearer(side, stop, position.EntryPrice);
        }

        stop = Position.Nearer(side, position.Stop, _execution.OrderPrice(stop));
        position.HasMovedStop |= stop != position.Stop && !double.IsNaN(stop);
        position.Stop = stop;
    }

    /// <summary>Marks the equity at a close.</summary>
    public void Mark(double close, bool isExposed)
    {
        var value = _cash + (_position.Size * close);
        equity.Add(value, isExposed);
        curve?.Add(value, isExposed);
    }

    /// <summary>Marks the equity at closes over which only the price moves.</summary>
    public void MarkHeld(ReadOnlySpan<double> close)
    {
        equity.AddHeld(_cash, _position.Size, close);
        if (curve is not null)
        {
            foreach (var price in close)
            {
                curve.Add(_cash + (_position.Size * price), isHeld: true);
            }
        }
    }

    /// <summary>Passes candles without a position.</summary>
    public void StandBy(int candles)
    {
        equity.AddQuiet(candles);
        for (var i = 0; curve is not null && i < candles; i++)
        {
            curve.Add(_cash, isHeld: false);
        }
    }

    /// <summary>Lists a position that is still open at the end, at the last close and without exit costs.</summary>
    public void ListOpenTrade(int index, double close)
    {
        if (_position.Side != 0)
        {
            Record(index, close, 0, ExitReason.Open);
        }
    }

    private void Close(int index, double price, ExitReason reason, bool isMaker)
    {
        var fee = _execution.Fee(Math.Abs(_position.Size) * price, isMaker);
        Record(index, price, fee, reason);
        _cash += (_position.Size * price) - fee;
        _position = default;
    }

    private void Record(int index, double price, double fee, ExitReason reason)
    {
        var trade = new Trade(
            _position.EntryIndex, _position.EntryPrice, index, price, _position.Size, _position.EntryFee, fee, reason, _position.Funding);
        Trades.Add(trade);
        trades?.Add(trade);
    }

    // Where cash + size × price = maintenance × |size| × price. A price at or below zero is never reached.
    private double LiquidationPrice() => options.MaintenanceMargin is { } maintenance
        ? _cash / ((maintenance * Math.Abs(_position.Size)) - _position.Size)
        : double.NaN;
}
