using Trad.Backtesting.Simulation;
using Trad.Candles;

namespace Trad.Backtesting.Tests.Simulation;

/// <summary>One backtest in the words of a test: what both engines are given.</summary>
internal sealed record PlainRun(CandleSeries Candles, IReadOnlyDictionary<int, Signal> Script, BacktestOptions Options)
{
    public int MaximumHolding { get; init; }

    public double TrailAfterReward { get; init; }

    /// <summary>Constant funding, as the options have it.</summary>
    public double FundingRate { get; init; }

    /// <summary>Funding by moment, as the options have it.</summary>
    public IReadOnlyDictionary<long, double>? FundingRates { get; init; }

    /// <summary>The strategy that both engines are given.</summary>
    public ScriptedStrategy Strategy => new(Script, MaximumHolding, TrailAfterReward, whole: Candles);

    /// <summary>The candles behind the options' intrabar path.</summary>
    public CandleSeries? Finer { get; init; }
}
