using Trad.Candles;

namespace Trad.Backtesting.Simulation;

/// <summary>
/// Turns signals into trades. Within a candle things happen in this order: orders from the previous close fill at the
/// open; a held position meets its stop or its target, the stop first when both are touched, a gap through either at
/// the open; the position is marked at the close; the signal of the close becomes the order for the next open.
/// </summary>
internal static class Simulator
{
    public static void Run(CandleSeries candles, SignalBuffer signals, BacktestOptions options, Account account)
    {
        var open = candles.Open;
        var high = candles.High;
        var low = candles.Low;
        var close = candles.Close;
        ReadOnlySpan<sbyte> direction = signals.Direction;
        var count = close.Length;
        var t = options.TradeFrom;
        var order = 0;
        var signal = -1;
        while (t < count)
        {
            var fills = order != 0;
            if (fills)
            {
                Fill(ref order, signal, t, open[t], signals, options, account);
            }

            if (account.IsFlat && !fills)
            {
                // Nothing has happened and nothing can before the next signal: skip to it.
                var quiet = direction[t..].IndexOfAnyExcept((sbyte)0);
                var next = quiet < 0 ? count : t + quiet;
                if (next > t)
                {
                    account.StandBy(next - t);
                    t = next;
                    continue;
                }
            }
            else if (!account.IsFlat)
            {
                CheckStopAndTarget(t, open[t], high[t], low[t], account);
            }

            account.Mark(t, close[t]);
            order = NextOrder(t, direction[t], signals.MaximumHolding, account);
            signal = t;
            t++;
        }

        account.MarkOpenTrade(count - 1, close[^1]);
    }

    /// <summary>1: be long; −1: be short; 2: close for time; 0: nothing.</summary>
    private static int NextOrder(int t, sbyte direction, int maximumHolding, Account account)
    {
        if (direction != 0 && direction != account.Side)
        {
            return direction;
        }

        return !account.IsFlat && maximumHolding > 0 && t - account.EntryIndex + 1 >= maximumHolding ? 2 : 0;
    }

    private static void Fill(ref int order, int signal, int t, double price, SignalBuffer signals, BacktestOptions options, Account account)
    {
        if (!account.IsFlat)
        {
            account.Close(t, price, order == 2 ? ExitReason.Time : ExitReason.Signal, slips: true);
        }

        if (order == 1 && options.Directions != TradeDirections.ShortOnly)
        {
            account.Open(t, price, 1, signals.Stop[signal], signals.Target[signal]);
        }
        else if (order == -1 && options.Directions != TradeDirections.LongOnly)
        {
            account.Open(t, price, -1, signals.Stop[signal], signals.Target[signal]);
        }

        order = 0;
    }

    private static void CheckStopAndTarget(int t, double open, double high, double low, Account account)
    {
        // Mirrored for shorts: prices are compared after multiplication with the side. Nothing compares with NaN, no stop.
        var side = account.Side;
        var (worst, best) = side > 0 ? (low, high) : (-high, -low);
        if (worst <= side * account.Stop)
        {
            account.Close(t, side * Math.Min(side * open, side * account.Stop), ExitReason.Stop, slips: true);
        }
        else if (best >= side * account.Target)
        {
            account.Close(t, side * Math.Max(side * open, side * account.Target), ExitReason.Target, slips: false);
        }
    }
}
