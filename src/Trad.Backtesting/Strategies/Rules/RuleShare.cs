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

    /// <summary>What comes of it, of a rule to enter; null of another.</summary>
    public RuleEntries? Entries { get; init; }

    /// <summary>What is suspicious about it, in words.</summary>
    public IReadOnlyList<string> Warnings =>
    [
        .. new[] { Idle ?? Usual }.OfType<string>(),
        .. Entries?.Levels.Select(level => level.Warning(Rule, Entries.Signals)).OfType<string>() ?? [],
    ];

    private string? Idle => Holds > 0 && Entries is { Signals: 0, Obstacles: var obstacles }
        ? string.Create(CultureInfo.InvariantCulture, $"'{Rule}' never enters: it holds at {Holds} of {Candles} candles, but {obstacles}")
        : null;

    private string? Usual => Share switch
    {
        null => string.Create(
            CultureInfo.InvariantCulture,
            $"'{Rule}' cannot be judged at any candle: the rules look back to {LookBack} candles, and there are no more than that"),
        0 => string.Create(CultureInfo.InvariantCulture, $"'{Rule}' never holds: at none of {Candles} candles"),
        >= Nearly => string.Create(
            CultureInfo.InvariantCulture, $"'{Rule}' nearly always holds: at {100 * Share:0.##} % of {Candles} candles"),
        _ => null,
    };

    /// <summary>The same rule on several series together.</summary>
    /// <param name="several">Its share on each, one at least.</param>
    public static RuleShare Together(IReadOnlyList<RuleShare> several) =>
        new(several[0].Rule, several.Sum(share => share.Candles), several.Sum(share => share.Holds))
        {
            LookBack = several.Max(share => share.LookBack),
            Entries = several[0].Entries is null ? null : RuleEntries.Together([.. several.Select(share => share.Entries!)]),
        };
}
