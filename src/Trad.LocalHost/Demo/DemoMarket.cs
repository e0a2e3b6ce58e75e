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
    /// The strategies trained: one that follows trends and one that bets against them, so that on any market one is on the wrong side.
    /// </summary>
    public static IReadOnlyList<string> Strategies { get; } = ["moving-average-crossover", "bollinger-mean-reversion"];

    /// <summary>
    /// The fewest trades of a feasible trial: two years of hours allow so many that the hold-out says something too.
    /// </summary>
    public const int MinimumTrades = 110;
}
