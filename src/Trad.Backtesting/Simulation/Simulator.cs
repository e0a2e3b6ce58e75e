using Trad.Candles;
using Trad.Candles.Gaps;

namespace Trad.Backtesting.Simulation;

/// <summary>
/// Turns signals into trades; the order of events within a candle is written down in this project's README. Stretches in
/// which nothing can happen are passed in one step: without a position up to the next signal, with one up to the first
/// candle that touches a stop or a target, signals the other way, or is the last that the position may be held.
/// </summary>
internal ref struct Simulator
{
    private const byte LeaveEither = SignalBuffer.LeaveLong | SignalBuffer.LeaveShort;

    private readonly CandleSeries _candles;
    private readonly SignalBuffer _signals;
    private readonly BacktestOptions _options;
    private readonly Account _account;
    private readonly ReadOnlySpan<double> _open;
    private readonly ReadOnlySpan<double> _high;
    private readonly ReadOnlySpan<double> _low;
    private readonly ReadOnlySpan<double> _close;
    private readonly ReadOnlySpan<sbyte> _direction;
    private readonly ReadOnlySpan<double> _averageTrueRange;
    private readonly ReadOnlySpan<double> _volatility;
    private readonly int _maximumHolding;
    private readonly bool _movesEveryCandle;
    private readonly ReadOnlySpan<byte> _exits;
    private InterruptionCursor _interruptions;
    private int _nextOpposite;

    /// <summary>A simulation of candles and the signals at their closes.</summary>
    /// <param name="candles">The candles that are over.</param>
    /// <param name="signals">Signals, at least one per candle.</param>
    /// <param name="options">The conditions.</param>
    /// <param name="account">The money.</param>
    /// <param name="interruptions">Where the candles are interrupted.</param>
    /// <param name="averageTrueRange">Average true range per candle; empty when no option needs it.</param>
    /// <param name="volatility">Realised volatility per candle; empty when no option needs it.</param>
    public Simulator(
        CandleSeries candles,
        SignalBuffer signals,
        BacktestOptions options,
        Account account,
        Interruptions interruptions,
        ReadOnlySpan<double> averageTrueRange,
        ReadOnlySpan<double> volatility)
    {
        _candles = candles;
        _signals = signals;
        _options = options;
        _account = account;
        _open = candles.Open;
        _high = candles.High;
        _low = candles.Low;
        _close = candles.Close;
        _direction = signals.Direction[..candles.Count];
        _averageTrueRange = averageTrueRange;
        _volatility = volatility;
        _maximumHolding = Shorter(signals.MaximumHolding, options.MaximumHolding);
        _movesEveryCandle = options.Funding is not null || options.TrailingStop is not null || options.BreakEvenAfter is not null
            || signals.TrailAfterReward > 0 || !signals.TrailingDistance.IsEmpty;
        _exits = signals.Exits is { IsEmpty: false } exits ? exits[..candles.Count] : [];
        _interruptions = new InterruptionCursor(interruptions, candles.Count);
    }

    /// <summary>Runs from the first candle to trade on to the last.</summary>
    public void Run()
    {
        var count = _close.Length;
        var (order, signal) = (Order.None, -1);
        var t = _options.TradeFrom;
        while (t < count)
        {
            _interruptions.MoveTo(t);
            if (t >= _interruptions.NextFilled.Start)
            {
                order = Wait(t, order, ref signal);
                t++;
                continue;
            }

            var fills = order != Order.None;
            PayFunding(t);
            if (fills)
            {
                Fill(order, signal, t, _open[t]);
                order = Order.None;
            }

            var isExposed = _account.Position.Side != 0;
            if (isExposed)
            {
                var eventful = _movesEveryCandle ? t : NextEvent(t);
                if (eventful > t)
                {
                    _account.MarkHeld(_close[t..eventful]);
                    t = eventful;
                    continue;
                }

                MeetOrders(t);
            }
            else if (!fills)
            {
                var quiet = _direction[t..].IndexOfAnyExcept((sbyte)0);
                var next = quiet < 0 ? count : t + quiet;
                if (next > t)
                {
                    _account.StandBy(next - t);
                    t = next;
                    continue;
                }
            }

            (order, signal) = (Decide(t), t);
            if (t == _interruptions.LastBeforeHole)
            {
                // Whatever the strategy wants, nothing can be done for a long time.
                order = Order.None;
                if (_account.Position.Side != 0)
                {
                    _account.CloseAtMarket(t, _close[t], ExitReason.Gap, At(_averageTrueRange, t));
                }
            }
            else if (order != Order.None && _options.FillTiming == FillTiming.Close)
            {
                Fill(order, signal: t, t, _close[t]);
                order = Order.None;
            }

            _account.Mark(_close[t], isExposed || _account.Position.Side != 0);
            t++;
        }

        var last = count - 1;
        var filled = _interruptions.NextFilled;
        _account.ListOpenTrade(last >= filled.Start && last < filled.End ? filled.Start - 1 : last, _close[^1]);
    }

    private static byte LeaveOf(int side) => side > 0 ? SignalBuffer.LeaveLong : SignalBuffer.LeaveShort;

    private static int Shorter(int left, int right) => left == 0 ? right : right == 0 ? left : Math.Min(left, right);

    /// <summary>A value of a column; NaN where it has none, as one that nothing needed.</summary>
    internal static double At(ReadOnlySpan<double> column, int index) => index >= 0 && index < column.Length ? column[index] : double.NaN;

    /// <summary>
    /// Lives through a candle that nobody traded: it counts as time and marks the equity. Stop, target and orders wait for the
    /// next real open; of signals in the meantime the latest counts.
    /// </summary>
    private Order Wait(int t, Order order, ref int signal)
    {
        PayFunding(t);
        var side = _account.Position.Side;
        var decision = Decide(t);
        var isSignal = decision is Order.BeLong or Order.BeShort || (_direction[t] != 0 && _direction[t] == side);
        if (isSignal || order == Order.None)
        {
            (order, signal) = (decision, t);
        }

        _account.Mark(_close[t], side != 0);
        return order;
    }

    private readonly void PayFunding(int t)
    {
        if (_options.Funding is { } funding && t > 0 && _account.Position.Side != 0)
        {
            var rate = funding.RateBetween(_candles.OpenTime[t - 1], _candles.OpenTime[t]);
            if (rate != 0)
            {
                _account.PayFunding(_open[t], rate);
            }
        }
    }

    private void Fill(Order order, int signal, int t, double price)
    {
        // An order that waited was made earlier; how far the price moves is told by the candle before the fill.
        var averageTrueRange = At(_averageTrueRange, signal == t ? t : t - 1);
        if (_account.Position.Side != 0)
        {
            _account.CloseAtMarket(t, price, order == Order.CloseForTime ? ExitReason.Time : ExitReason.Signal, averageTrueRange);
        }

        var side = (int)order;
        if (order is Order.CloseForTime or Order.CloseForSignal
            || (side > 0 && _options.Directions == TradeDirections.ShortOnly)
            || (side < 0 && _options.Directions == TradeDirections.LongOnly))
        {
            return;
        }

        _account.Open(t, price, Plan(side, signal, averageTrueRange));
        if (_account.Position.Side != 0)
        {
            var opposite = _options.ExitOnOppositeSignal ? _direction[t..].IndexOf((sbyte)-side) : -1;
            var exit = _exits.IsEmpty ? -1 : _exits[t..].IndexOfAny(LeaveOf(side), LeaveEither);
            var next = opposite < 0 || (exit >= 0 && exit < opposite) ? exit : opposite;
            _nextOpposite = next < 0 ? _close.Length : t + next;
        }
    }

    private readonly EntryOrder Plan(int side, int signal, double averageTrueRange) => EntryOrder.Plan(
        side, signal, _close[signal], _signals, _options, averageTrueRange, At(_volatility, signal));

    /// <summary>The first candle from <paramref name="t"/> on at which something may happen to the position.</summary>
    private readonly int NextEvent(int t)
    {
        ref readonly var position = ref _account.Position;
        var bound = Math.Max(t, Math.Min(_nextOpposite, LastHeld(position.EntryIndex)));
        bound = Math.Min(Math.Min(bound, _close.Length), Math.Min(_interruptions.LastBeforeHole, _interruptions.NextFilled.Start));
        var protection = Position.Nearer(position.Side, position.Stop, position.Liquidation);
        return t + (position.Side > 0
            ? PriceTouch.First(_low[t..bound], protection, _high[t..bound], position.Target)
            : PriceTouch.First(_low[t..bound], position.Target, _high[t..bound], protection));
    }

    /// <summary>The candle at whose close a position has been held as long as allowed.</summary>
    private readonly int LastHeld(int entryIndex)
    {
        var firstHeld = _options.FillTiming == FillTiming.Close ? entryIndex + 1 : entryIndex;
        return _maximumHolding == 0 ? int.MaxValue : firstHeld + _maximumHolding - 1;
    }

    // Mirrored for shorts: prices are compared after multiplication with the side. Nothing compares with NaN, no order.
    private readonly void MeetOrders(int t)
    {
        ref readonly var position = ref _account.Position;
        var side = position.Side;
        var (open, worst, best) = side > 0 ? (_open[t], _low[t], _high[t]) : (-_open[t], -_high[t], -_low[t]);
        var (target, liquidation) = (side * position.Target, side * position.Liquidation);
        var isLiquidation = worst <= liquidation && !(side * position.Stop > liquidation);
        var protection = isLiquidation ? liquidation : side * position.Stop;
        if (best >= target && (open >= target || !(worst <= protection) || TargetIsFirst(t, side, protection * side, position.Target)))
        {
            _account.CloseAtLimit(t, side * Math.Max(open, target));
        }
        else if (worst <= protection)
        {
            var reason = isLiquidation ? ExitReason.Liquidation : position.HasMovedStop ? ExitReason.TrailingStop : ExitReason.Stop;
            _account.CloseAtMarket(t, side * Math.Min(open, protection), reason, At(_averageTrueRange, t - 1));
        }
        else if (_movesEveryCandle)
        {
            _account.FollowWithStop(_high[t], _low[t]);
        }
    }

    // At the open the order is known; afterwards only finer candles tell, and without them the stop is first.
    private readonly bool TargetIsFirst(int t, int side, double protection, double target) =>
        !(side * _open[t] <= side * protection)
        && _options.IntrabarPath?.ReachesTargetFirst(_candles.OpenTime[t], _candles.Interval, side, protection, target) == true;

    private readonly Order Decide(int t)
    {
        ref readonly var position = ref _account.Position;
        var direction = _direction[t];
        if (direction != 0 && direction != position.Side && (position.Side == 0 || _options.ExitOnOppositeSignal))
        {
            return direction > 0 ? Order.BeLong : Order.BeShort;
        }

        if (position.Side != 0 && !_exits.IsEmpty && (_exits[t] & LeaveOf(position.Side)) != 0)
        {
            return Order.CloseForSignal;
        }

        return position.Side != 0 && t >= LastHeld(position.EntryIndex) ? Order.CloseForTime : Order.None;
    }

    private enum Order
    {
        None = 0,
        BeLong = 1,
        BeShort = -1,
        CloseForTime = 2,
        CloseForSignal = 3,
    }
}
