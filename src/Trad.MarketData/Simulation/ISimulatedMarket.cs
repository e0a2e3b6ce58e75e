using Trad.Candles;

namespace Trad.MarketData.Simulation;

/// <summary>What the simulated exchange trades.</summary>
public interface ISimulatedMarket
{
    /// <summary>The symbols traded.</summary>
    IReadOnlyList<string> Symbols { get; }

    /// <summary>The candles of a symbol that open inside the range; the same for the same question, however it is cut up.</summary>
    CandleSeries Read(string symbol, Interval interval, TimeRange range);
}
