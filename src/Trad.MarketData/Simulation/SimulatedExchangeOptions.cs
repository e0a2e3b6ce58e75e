using Trad.Candles;

namespace Trad.MarketData.Simulation;

/// <summary>How a simulated exchange behaves.</summary>
public sealed class SimulatedExchangeOptions
{
    /// <summary>The end of the generated market's history unless told otherwise: the demo trains on the month before.</summary>
    public static readonly DateTimeOffset DefaultNow = new(2025, 7, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What is traded. <value>The default is the generated market of seed 42.</value></summary>
    public ISimulatedMarket Market { get; set; } = new GeneratedMarket(42);

    /// <summary>
    /// The exchange's clock, which stands still; candles that close later do not exist. <value>The default is
    /// <see cref="DefaultNow"/>.</value>
    /// </summary>
    public DateTimeOffset Now { get; set; } = DefaultNow;

    /// <summary>The loopback port; 0 takes any free one. <value>The default is 0.</value></summary>
    public int Port { get; set; }

    /// <summary>
    /// How long after its end a month comes to the archive; its days are there at their end. <value>The default is at once.</value>
    /// </summary>
    public TimeSpan MonthlyArchiveDelay { get; set; }

    /// <summary>How long the ban of a 418 lasts, in whole seconds. <value>The default is one hour.</value></summary>
    public TimeSpan BanLength { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Chooses a fault for a request, given its number from 1 and its path. <value>The default injects none.</value></summary>
    public Func<int, string, ExchangeFault> Fault { get; set; } = (_, _) => ExchangeFault.None;
}
