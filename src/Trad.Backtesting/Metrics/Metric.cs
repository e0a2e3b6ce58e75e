namespace Trad.Backtesting.Metrics;

/// <summary>A figure of a backtest that can be an objective.</summary>
/// <param name="Name">The name in requests.</param>
/// <param name="Title">The name for people.</param>
/// <param name="Unit">What its number counts.</param>
/// <param name="Formula">How it is computed.</param>
/// <param name="Source">Where the definition comes from.</param>
/// <param name="Combination">How the figures of several symbols, each with an account of its own, become one.</param>
/// <param name="HigherIsBetter">Whether larger values are better.</param>
/// <param name="Read">Takes it from a backtest's figures; null when it is not defined there.</param>
public sealed record Metric(
    string Name, string Title, string Unit, string Formula, string Source, MetricCombination Combination, bool HigherIsBetter,
    Func<BacktestMetrics, double?> Read)
{
    /// <summary>
    /// Whether forms offer it as an objective: not what no parameter decides, such as what holding earned, nor what is no merit in
    /// itself. A request may still ask for any metric.
    /// </summary>
    public bool IsObjective { get; init; } = true;

    /// <summary>The length of a backtest from which it is told; zero for any.</summary>
    public TimeSpan ShortestSpan { get; init; }

    /// <summary>
    /// How backtests rank in which nothing was lost, so that a ratio to the losses is not defined; null where that cannot be.
    /// </summary>
    public LosslessRank? Lossless { get; init; }

    /// <summary>
    /// The score of a backtest for which the metric is not defined although it has a natural limit, other than by <see cref="Lossless"/>:
    /// no drawdown is a drawdown of zero. Null when there is none.
    /// </summary>
    public Func<BacktestMetrics, double?> Limit { get; init; } = _ => null;

    /// <summary>
    /// Why the metric is not defined for a backtest that has candles, trades and equity; ends the sentence "it is not defined, since …".
    /// </summary>
    public Func<BacktestMetrics, string> Cause { get; init; } = _ => "the returns do not vary";

    /// <summary>
    /// What an optimiser maximises: the value with its sign turned where smaller is better. Where the metric is not defined
    /// because nothing was lost, the documented rank above every backtest with a loss. Null when there is no saying; see
    /// <see cref="WhyUndefined"/>.
    /// </summary>
    public double? Score(BacktestMetrics metrics)
    {
        if (Read(metrics) is { } value && double.IsFinite(value))
        {
            return !HigherIsBetter ? -value : Lossless?.Bound(value) ?? value;
        }

        return IsLossless(metrics) ? Lossless!.Rank(metrics.TotalReturn) : Limit(metrics);
    }

    /// <summary>Whether the metric is not defined for a backtest because nothing was lost, and the backtest ranks by that.</summary>
    public bool IsLossless(BacktestMetrics metrics) => Read(metrics) is null && Lossless?.Applies(metrics) == true;

    /// <summary>Why the metric is not defined for a backtest; null when it is.</summary>
    public string? WhyUndefined(BacktestMetrics metrics) => Read(metrics) is { } value && double.IsFinite(value) ? null : metrics switch
    {
        { Candles: 0 } => "no candle counts",
        { FinalEquity: <= 0 } => "the equity was lost",
        { Trades: 0 } => "there are no trades",
        _ => Cause(metrics),
    };
}
