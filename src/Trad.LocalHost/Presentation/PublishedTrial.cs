using Trad.Backtesting.Metrics;
using Trad.Optimization.Spaces;

namespace Trad.LocalHost.Presentation;

/// <summary>The trial that a training published, in a report.</summary>
/// <param name="Trial">Its number within the job, from 0.</param>
/// <param name="Score">Its score, in sample.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="InSample">Its backtest, in sample.</param>
public sealed record PublishedTrial(int Trial, double? Score, ParameterSet Parameters, BacktestMetrics InSample);
