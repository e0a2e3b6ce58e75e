using Trad.Backtesting.Strategies;

namespace Trad.Backtesting.LookAhead;

/// <summary>A parameter set whose indicators or signals depend on which other sets were asked about before.</summary>
/// <param name="Strategy">The strategy's name.</param>
/// <param name="Parameters">The parameters with which it was found.</param>
/// <param name="Earlier">The set before that is enough to change it; null when it takes several.</param>
/// <param name="Indicator">The indicator whose values change; null when only signals do.</param>
public sealed record SharedMemoDefect(string Strategy, StrategyParameters Parameters, StrategyParameters? Earlier, string? Indicator)
{
    /// <summary>What is wrong, in a sentence or two for people.</summary>
    public string Describe()
    {
        var before = Earlier is null ? "other parameter sets were computed" : $"it was computed with ({Earlier})";
        return Indicator is null
            ? $"{Strategy} mixes parameter sets: its signals with ({Parameters}) are others once {before}, so it keeps something between calls."
            : $"{Strategy} mixes parameter sets: the indicator '{Indicator}' with ({Parameters}) is another once {before}. " +
              "Its key must hold every number that its formula uses besides the candles, and the formula the same values each time.";
    }
}
