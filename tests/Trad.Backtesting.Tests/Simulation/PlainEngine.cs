using Trad.Backtesting.Costs;
using Trad.Backtesting.Simulation;
using Trad.Candles;

namespace Trad.Backtesting.Tests.Simulation;

/// <summary>
/// The engine's rules written down candle by candle, slow and plain, without anything of the engine but its option and
/// result types: what the fast one is compared with.
/// </summary>
internal sealed class PlainEngine(PlainRun run)
{
    private const long EightHours = 8 * 3_600_000;

    private readonly Candle[] _candles = [.. Enumerable.Range(0, run.Candles.Count).Select(i => run.Candles[i])];
    private readonly BacktestOptions _options = run.Options;
    private readonly PlainMarket _market = new(run);
    private readonly bool _atClose = run.Options.FillTiming == FillTiming.Close;

    private double _cash = run.Options.InitialCapital;
    private int _side;
    private double _size;
    private int _entryIndex;
    private double _entryPrice;
    private double _entryFee;
    private double _funding;
    private double _risk;
    private double? _stop;
    private double? _target;
    private double _best;
    private bool _stopMoved;
    private double? _trailing;
    private double? _breakEven;

    public List<Trade> Trades { get; } = [];

    public List<double> Equity { get; } = [];

    public List<bool> Exposed { get; } = [];

    public int Skipped { get; private set; }

    public PlainEngine Run()
    {
        (int Side, int Signal)? order = null;
        ExitReason? closing = null;
        for (var t = _options.TradeFrom; t < _candles.Length; t++)
        {
            if (_side != 0 && t > 0)
            {
                PayFunding(t);
            }

            // Nobody trades on an invented candle; what was ordered waits.
            var isInvented = run.Candles.Filled.Any(span => span.Contains(_candles[t].OpenTime));
            if (!isInvented && (order is not null || closing is not null))
            {
                Trade(t, t - 1, _candles[t].Open, order, closing);
                (order, closing) = (null, null);
            }

            var exposed = _side != 0;
            if (_side != 0 && !isInvented)
            {
                LiveThrough(t);
            }

            var said = _market.WarmsUp(t) ? default : run.Script.GetValueOrDefault(t);
            var signal = said.Direction;
            var heldFrom = _atClose ? _entryIndex + 1 : _entryIndex;
            var limits = new[] { run.MaximumHolding, _options.MaximumHolding }.Where(limit => limit > 0).ToList();
            if (signal != 0 && signal != _side && (_side == 0 || _options.ExitOnOppositeSignal))
            {
                (order, closing) = ((signal, t), null);
            }
            else
            {
                // A signal to be what it is already takes back an order that waits.
                (order, closing) = signal != 0 && signal == _side ? (null, null) : (order, closing);
                var leaves = (_side > 0 && said.Leave is 1 or 3) || (_side < 0 && said.Leave is 2 or 3);
                if (order is null && leaves)
                {
                    closing ??= ExitReason.Signal;
                }

                if (_side != 0 && order is null && limits.Count > 0 && t - heldFrom + 1 >= limits.Min())
                {
                    closing ??= ExitReason.Time;
                }
            }

            if (_market.HoleAfter(t))
            {
                (order, closing) = (null, null);
                if (_side != 0)
                {
                    Close(t, _market.Taker(_candles[t].Close, -_side, t), ExitReason.Gap, _options.FeeRate);
                }
            }

            if (_atClose && !isInvented && (order is not null || closing is not null))
            {
                Trade(t, t, _candles[t].Close, order, closing);
                (order, closing) = (null, null);
            }

            Equity.Add(_cash + (_size * _candles[t].Close));
            Exposed.Add(exposed || _side != 0);
        }

        if (_side != 0)
        {
            var traded = Enumerable.Range(0, _candles.Length)
                .Last(t => !run.Candles.Filled.Any(span => span.Contains(_candles[t].OpenTime)));
            Record(traded, _candles[^1].Close, 0, ExitReason.Open);
        }

        return this;
    }

    private void PayFunding(int t)
    {
        var (from, to) = (_candles[t - 1].OpenTime, _candles[t].OpenTime);
        for (var moment = (from / 60_000 * 60_000) + 60_000; moment <= to; moment += 60_000)
        {
            var rate = run.FundingRates?.GetValueOrDefault(moment) ?? (moment % EightHours == 0 ? run.FundingRate : 0);
            var payment = _size * _candles[t].Open * rate;
            _cash -= payment;
            _funding += payment;
        }
    }

    private void Trade(int t, int before, double price, (int Side, int Signal)? order, ExitReason? closing)
    {
        if (_side != 0)
        {
            Close(t, _market.Taker(price, -_side, before), closing ?? ExitReason.Signal, _options.FeeRate);
        }

        if (order is { } entry
            && !(entry.Side == 1 && _options.Directions == TradeDirections.ShortOnly)
            && !(entry.Side == -1 && _options.Directions == TradeDirections.LongOnly))
        {
            Enter(t, entry.Signal, before, price, entry.Side);
        }
    }

    private void Enter(int t, int signal, int before, double price, int side)
    {
        var said = run.Script[signal];
        var close = _candles[signal].Close;
        double? Fraction(double? fraction, int direction) => fraction is { } part ? close * (1 + (direction * part)) : null;
        var stop = Nearest(
            side, Known(said.Stop), Fraction(_options.StopLoss, -side), Fraction(_options.TrailingStop, -side),
            close - (side * Known(said.Trailing)));
        var target = Nearest(-side, Known(said.Target), Fraction(_options.TakeProfit, side));
        var risk = stop is { } unrounded ? Math.Abs(close - unrounded) : double.NaN;
        stop = _market.OnTick(stop);
        target = _market.OnTick(target);
        var fill = _market.Taker(price, side, before);
        if ((stop is { } level && side * (price - level) <= 0) || (target is { } aim && side * (aim - price) <= 0) || _cash <= 0)
        {
            Skipped++;
            return;
        }

        // The cash pays for margin and fee; solving notional / leverage + max(rate × notional, least) = cash.
        double Most(double money) => Math.Min(
            money / ((1 / _options.Leverage) + _options.FeeRate), Math.Max(0, money - _options.MinimumFee) * _options.Leverage);
        var capital = _options.Compounding ? _cash : _options.InitialCapital;
        var volatility = _market.RealisedVolatility(signal);
        var wanted = _options.Sizing switch
        {
            PositionSizing.AllIn => Most(capital) / fill,
            PositionSizing.FixedFraction => capital * _options.PositionFraction / fill,
            PositionSizing.VolatilityTarget => volatility > 0 ? capital * _options.TargetVolatility / volatility.Value / fill : 0,
            _ => stop is { } distant ? capital * _options.RiskPerTrade / Math.Abs(fill - distant) : Most(capital) / fill,
        };
        var size = Math.Min(wanted, Most(_cash) / fill);
        var filters = _options.Filters ?? new ExchangeFilters();
        if (filters.LotSize > 0)
        {
            size = Math.Floor(size / filters.LotSize) * filters.LotSize;
        }

        if (size <= 0 || size < filters.MinimumSize || size * fill < filters.MinimumNotional)
        {
            Skipped++;
            return;
        }

        (_side, _size, _entryIndex, _entryPrice) = (side, side * size, t, fill);
        _entryFee = Math.Max(size * fill * _options.FeeRate, _options.MinimumFee);
        (_stop, _target, _risk, _best, _stopMoved, _funding) = (stop, target, risk, fill, false, 0);
        (_trailing, _breakEven) = (Known(said.Trailing), Known(said.BreakEven));
        _cash -= (_size * fill) + _entryFee;
    }

    private void LiveThrough(int t)
    {
        var candle = _candles[t];

        // What protects: the stop, or the price where the equity falls to the maintenance margin.
        var liquidation = _options.MaintenanceMargin is { } margin ? _cash / ((margin * Math.Abs(_size)) - _size) : (double?)null;
        var isLiquidation = liquidation is { } forced && (_stop is not { } own || _side * forced >= _side * own);
        var protection = isLiquidation ? liquidation : _stop;
        bool Through(double price) => protection is { } level && _side * price <= _side * level;
        bool Beyond(double price) => _target is { } level && _side * price >= _side * level;
        var (worst, best) = _side > 0 ? (candle.Low, candle.High) : (candle.High, candle.Low);

        if (Beyond(candle.Open))
        {
            Close(t, candle.Open, ExitReason.Target, _options.MakerFeeRate ?? _options.FeeRate);
        }
        else if (Through(candle.Open) || (Through(worst) && !(Beyond(best) && FinerSayTarget(candle, protection!.Value))))
        {
            var price = Through(candle.Open) ? candle.Open : protection!.Value;
            var reason = isLiquidation ? ExitReason.Liquidation : _stopMoved ? ExitReason.TrailingStop : ExitReason.Stop;
            Close(t, _market.Taker(price, -_side, t - 1), reason, _options.FeeRate);
        }
        else if (Beyond(best))
        {
            Close(t, _target!.Value, ExitReason.Target, _options.MakerFeeRate ?? _options.FeeRate);
        }
        else
        {
            MoveStop(candle);
        }
    }

    private void MoveStop(Candle candle)
    {
        _best = _side > 0 ? Math.Max(_best, candle.High) : Math.Min(_best, candle.Low);
        var gain = _side * (_best - _entryPrice);
        var moved = Nearest(
            _side,
            _stop,
            _market.OnTick(Nearest(
                _side,
                _options.TrailingStop is { } trailing ? _best * (1 - (_side * trailing)) : null,
                _best - (_side * _trailing),
                _breakEven is { } needed && gain >= needed ? _entryPrice : null,
                run.TrailAfterReward > 0 && gain >= run.TrailAfterReward * _risk ? _best - (_side * _risk) : null,
                _options.BreakEvenAfter is { } reward && gain >= reward * _risk ? _entryPrice : null)));
        _stopMoved |= moved != _stop;
        _stop = moved;
    }

    private bool FinerSayTarget(Candle candle, double protection)
    {
        var finer = run.Finer is null ? [] : Enumerable.Range(0, run.Finer.Count).Select(i => run.Finer[i])
            .Where(part => part.OpenTime >= candle.OpenTime && part.OpenTime < candle.OpenTime + run.Candles.Interval.Milliseconds)
                .ToList();
        if (finer.Count < 5)
        {
            return false;
        }

        var stopAt = finer.FindIndex(part => _side > 0 ? part.Low <= protection : part.High >= protection);
        var targetAt = finer.FindIndex(part => _side > 0 ? part.High >= _target : part.Low <= _target);
        return targetAt >= 0 && (stopAt < 0 || targetAt < stopAt);
    }

    private void Close(int t, double price, ExitReason reason, double feeRate)
    {
        var fee = Math.Max(Math.Abs(_size) * price * feeRate, _options.MinimumFee);
        Record(t, price, fee, reason);
        _cash += (_size * price) - fee;
        (_side, _size) = (0, 0);
    }

    private void Record(int t, double price, double fee, ExitReason reason) =>
        Trades.Add(new Trade(_entryIndex, _entryPrice, t, price, _size, _entryFee, fee, reason, _funding));

    private static double? Known(double price) => double.IsNaN(price) ? null : price;

    private static double? Nearest(int side, params double?[] prices) =>
        side > 0 ? prices.Where(price => price is not null).Max() : prices.Where(price => price is not null).Min();
}
