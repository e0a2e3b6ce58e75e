using System.Globalization;

namespace Trad.Backtesting.Strategies.Rules;

/// <summary>How often a rule holds.</summary>
/// <param name="Rule">The field of the document.</param>
/// <param name="Candles">Candles at which it could.</param>
/// <param name="Holds">Candles at which it does.</param>
public sealed record RuleShare(string Rule, int Candles, int Holds)
{
    /// <summary>Candles that the rules look back to before the first can be judged.</summary>
    public int LookBack { get; init; }

    // A rule that holds nearly always says nothing about when to trade.
    private const double Nearly = 0.99;

    /// <summary>The share of candles, 0 to 1; null when there are none.</summary>
    public double? Share => Candles == 0 ? null : (double)Holds / Candles;

    /// <summary>What is suspicious about it; null when nothing is.</summary>
    public string? Warning => Share switch
    {
        null => string.Create(
            CultureInfo.InvariantCulture,
            $"'{Rule}' cannot be judged at any candle: the rules look back to {LookBack} candles, and there are no more than that"),
        0 => string.Create(CultureInfo.InvariantCulture, $"'{Rule}' never holds: at none of {Candles} candles"),
        >= Nearly => string.Create(
            CultureInfo.InvariantCulture, $"'{Rule}' nearly always holds: at {100 * Share:0.##} % of {Candles} candles"),
        _ => null,
    };
}
