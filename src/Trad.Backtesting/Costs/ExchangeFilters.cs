namespace Trad.Backtesting.Costs;

/// <summary>
/// What an exchange accepts: prices in ticks, sizes in lots, and a least size and notional. Zero means that there is no such filter.
/// </summary>
/// <param name="TickSize">Step of prices, quote currency.</param>
/// <param name="LotSize">Step of sizes, base currency.</param>
/// <param name="MinimumSize">Least size of an order, base currency.</param>
/// <param name="MinimumNotional">Least size times price of an entry, quote currency.</param>
public sealed record ExchangeFilters(double TickSize = 0, double LotSize = 0, double MinimumSize = 0, double MinimumNotional = 0)
{
    // A quotient this near (relatively) to a whole number is meant to be one: 0.3 / 0.1 is 2.9999999999999996.
    private const double Nearness = 1e-14;

    /// <summary>The size in whole lots, never more than asked for.</summary>
    public double RoundSize(double size) => LotSize > 0 ? Multiple(Math.Floor(Steps(size, LotSize)), LotSize) : size;

    /// <summary>The price of a fill in whole ticks, against the trader: up when buying, down when selling.</summary>
    public double RoundFill(double price, int side) => TickSize > 0
        ? Multiple(side > 0 ? Math.Ceiling(Steps(price, TickSize)) : Math.Floor(Steps(price, TickSize)), TickSize)
        : price;

    /// <summary>The price of a stop or a target on the nearest tick.</summary>
    public double RoundOrder(double price) => TickSize > 0 ? Multiple(Math.Round(Steps(price, TickSize)), TickSize) : price;

    /// <summary>Whether an order is large enough.</summary>
    public bool Accept(double size, double price) => size >= MinimumSize && size * price >= MinimumNotional;

    private static double Steps(double value, double step)
    {
        var steps = value / step;
        var whole = Math.Round(steps);
        return Math.Abs(steps - whole) <= Nearness * Math.Max(1, Math.Abs(whole)) ? whole : steps;
    }

    // Steps like 0.01 have no exact double, but their inverse does, and dividing by it gives the double nearest to the decimal.
    private static double Multiple(double steps, double step)
    {
        var inverse = Math.Round(1 / step);
        return step < 1 && Math.Abs((inverse * step) - 1) < 1e-12 ? steps / inverse : steps * step;
    }
}
