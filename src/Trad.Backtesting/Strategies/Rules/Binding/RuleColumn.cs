using Trad.Backtesting.Indicators;

namespace Trad.Backtesting.Strategies.Rules.Binding;

/// <summary>A column that rules read: one of the candles' own, or one that is computed once per candle series and kept.</summary>
/// <param name="Key">What it is, the same for equal columns of any strategy.</param>
/// <param name="Raw">The candles' own column; null when it is computed.</param>
/// <param name="Formula">Computes it; null when it is the candles' own.</param>
internal sealed record RuleColumn(string Key, CandleColumn? Raw, IndicatorFormula? Formula);

/// <summary>A column of the candles themselves.</summary>
internal enum CandleColumn
{
    Open,
    High,
    Low,
    Close,
    Volume,
    QuoteVolume,
}
