using Trad.Functions.Candles;

namespace Trad.LocalHost.Demo;

/// <summary>What the demo trains on.</summary>
/// <param name="Import">The candles, as they were stored.</param>
/// <param name="Days">How many days they are.</param>
internal sealed record DemoMarket(CandleImport Import, int Days)
{
    /// <summary>Whether the candles are simulated, with a planted trend.</summary>
    public bool IsSimulated => Import.Exchange == Trad.Candles.Market.SimulatedExchange;

    /// <summary>
    /// The strategies trained: one that follows trends and, on the simulated market, one that bets against the
    /// trend that is planted there.
    /// </summary>
    public IReadOnlyList<string> Strategies =>
        ["moving-average-crossover", IsSimulated ? "bollinger-mean-reversion" : "liquidity-sweep"];

    /// <summary>
    /// The fewest trades of a feasible trial; null for what the length of the range gives. Two years allow enough of them that the
    /// hold-out says something too.
    /// </summary>
    public int? MinimumTrades => IsSimulated ? 110 : null;
}
