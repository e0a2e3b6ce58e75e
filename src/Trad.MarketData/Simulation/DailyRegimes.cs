namespace Trad.MarketData.Simulation;

/// <summary>The regimes between which the days of a generated symbol move.</summary>
/// <param name="Kinds">Each with its mean logarithmic return and its standard deviation, both per day.</param>
/// <param name="ChangeChance">The chance that a day begins with a draw of the regime, which may draw the same again.</param>
internal sealed record DailyRegimes(IReadOnlyList<(double Drift, double Volatility)> Kinds, double ChangeChance)
{
    /// <summary>A market as others are: calm, rising, falling, wild. What its trends earn, costs and chance take.</summary>
    public static readonly DailyRegimes Usual = new([(0.0005, 0.012), (0.006, 0.022), (-0.006, 0.028), (0.000, 0.040)], 0.08);

    /// <summary>
    /// A planted edge, strong on purpose: the price rises or falls by 2.2 % a day (800 % a year, as a logarithm) and keeps to it for
    /// five days on average, at a volatility of 30 % a year. It was chosen so that the demo's two strategies come out on either side;
    /// at 60 %, which was tried first with one seed, both came out overfit.
    /// </summary>
    public static readonly DailyRegimes PlantedTrend = new([(0.022, 0.0157), (-0.022, 0.0157)], 0.4);
}
