using Trad.Backtesting.Simulation;

namespace Trad.Backtesting.Metrics;

/// <summary>Running figures of trades, in constant memory.</summary>
internal sealed class TradeStatistics
{
    private readonly int[] _skipped = new int[Enum.GetValues<SkipReason>().Length];
    private double _sumOfSquares;
    private int _losingStreak;

    public int Count { get; private set; }

    public int Wins { get; private set; }

    public int Losses { get; private set; }

    /// <summary>Sum of the profits above zero.</summary>
    public double Gains { get; private set; }

    /// <summary>Sum of the losses, as a number not below zero.</summary>
    public double Lost { get; private set; }

    public double Fees { get; private set; }

    public double Funding { get; private set; }

    /// <summary>Notional of all fills.</summary>
    public double Traded { get; private set; }

    public long HeldCandles { get; private set; }

    public int LongestHolding { get; private set; }

    public int LongestLosingStreak { get; private set; }

    public double BestReturn { get; private set; } = double.NegativeInfinity;

    public double WorstReturn { get; private set; } = double.PositiveInfinity;

    /// <summary>Mean profit per trade.</summary>
    public double MeanProfit => (Gains - Lost) / Count;

    /// <summary>Standard deviation of the profits, of a sample; null below two trades.</summary>
    public double? Deviation
    {
        get
        {
            var sum = Gains - Lost;
            return Count < 2 ? null : Math.Sqrt(Math.Max(0, (_sumOfSquares - (sum * sum / Count)) / (Count - 1)));
        }
    }

    /// <summary>Orders that opened nothing.</summary>
    public int Skipped => _skipped.Sum();

    /// <summary>Orders that opened nothing for a reason.</summary>
    public int SkippedFor(SkipReason reason) => _skipped[(int)reason];

    public void Skip(SkipReason reason) => _skipped[(int)reason]++;

    public void Add(in Trade trade)
    {
        var profit = trade.Profit;
        Count++;
        Fees += trade.EntryFee + trade.ExitFee;
        Funding += trade.Funding;
        Traded += Math.Abs(trade.Size) * (trade.EntryPrice + (trade.Reason == ExitReason.Open ? 0 : trade.ExitPrice));
        HeldCandles += trade.HeldCandles;
        LongestHolding = Math.Max(LongestHolding, trade.HeldCandles);
        BestReturn = Math.Max(BestReturn, trade.Return);
        WorstReturn = Math.Min(WorstReturn, trade.Return);
        _sumOfSquares += profit * profit;
        Wins += profit > 0 ? 1 : 0;
        Losses += profit < 0 ? 1 : 0;
        Gains += Math.Max(profit, 0);
        Lost -= Math.Min(profit, 0);
        _losingStreak = profit < 0 ? _losingStreak + 1 : 0;
        LongestLosingStreak = Math.Max(LongestLosingStreak, _losingStreak);
    }
}
