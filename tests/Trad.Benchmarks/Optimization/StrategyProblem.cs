using Trad.Backtesting.Indicators;
using Trad.Backtesting.Metrics;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Candles;
using Trad.Optimization;
using Trad.Optimization.Spaces;
using Trad.Training;
using Trad.Training.Requests;
using Trad.Training.Trials;

namespace Trad.Benchmarks.Optimization;

/// <summary>A strategy over candles as a search problem, with the service's costs and smallest number of trades.</summary>
public sealed class StrategyProblem
{
    private const int LeastTrades = 10;

    private readonly IStrategy _strategy;
    private readonly IndicatorCache[] _parts;
    private readonly double[] _fractions;

    /// <summary>A problem whose candidates can be measured on growing parts of the candles, the newest ones.</summary>
    public StrategyProblem(string strategy, CandleSeries candles, IReadOnlyList<double> fractions)
    {
        _strategy = StrategyCatalog.TryGet(strategy, out var known)
            ? known
            : throw new ArgumentException($"There is no strategy '{strategy}'.", nameof(strategy));
        _fractions = [.. fractions];
        _parts = Array.ConvertAll(_fractions, fraction =>
        {
            var count = (int)(candles.Count * fraction);
            return new IndicatorCache(candles.Slice(candles.Count - count, count));
        });
        Space = SearchSpaces.TryMake(_strategy, null, new ValidationErrors())
            ?? throw new ArgumentException($"'{strategy}' has no search space.", nameof(strategy));
    }

    /// <summary>The strategy's own search space.</summary>
    public SearchSpace Space { get; }

    /// <summary>The Sharpe ratio of a candidate on all candles.</summary>
    public TrialResult Sharpe(Candidate candidate) => Sharpe(candidate, _parts.Length - 1);

    /// <summary>The Sharpe ratio of a candidate on one part of the candles.</summary>
    public TrialResult Sharpe(Candidate candidate, int part)
    {
        var metrics = Measure(candidate, part);
        return metrics is { Sharpe: { } sharpe } && metrics.Trades >= LeastTrades * _fractions[part]
            ? new TrialResult(candidate.Trial, candidate.Parameters, TrialState.Completed, sharpe)
            : new TrialResult(candidate.Trial, candidate.Parameters, TrialState.Infeasible, null);
    }

    /// <summary>Total return and negative drawdown of a candidate on all candles.</summary>
    public TrialResult ReturnAndDrawdown(Candidate candidate)
    {
        var metrics = Measure(candidate, _parts.Length - 1);
        return metrics.Trades >= LeastTrades
            ? TrialResult.Completed(candidate.Trial, candidate.Parameters, [metrics.TotalReturn, -metrics.MaximumDrawdown])
            : new TrialResult(candidate.Trial, candidate.Parameters, TrialState.Infeasible, null);
    }

    private BacktestMetrics Measure(Candidate candidate, int part) =>
        Backtester.Measure(_parts[part], _strategy, TrialBacktest.Parameters(_strategy, candidate.Parameters), new BacktestOptions());
}
