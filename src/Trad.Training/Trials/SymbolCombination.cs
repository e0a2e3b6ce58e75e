using Trad.Backtesting.Metrics;
using Trad.Optimization;
using Trad.Training.Requests;

namespace Trad.Training.Trials;

/// <summary>Makes one trial of a candidate's backtests on every symbol.</summary>
public static class SymbolCombination
{
    /// <summary>
    /// The trial. It is completed only when every symbol's is: a parameter set that hardly trades one of them is no
    /// parameter set for all of them.
    /// </summary>
    /// <param name="request">The request, complete.</param>
    /// <param name="candidate">What was tried.</param>
    /// <param name="round">The round that proposed it.</param>
    /// <param name="symbols">The backtests, one per symbol in the order of the request.</param>
    public static TrialRecord Combine(TrainingRequest request, Candidate candidate, int round, IReadOnlyList<SymbolTrial> symbols)
    {
        if (symbols is [var only])
        {
            return new TrialRecord(candidate.Trial, round, only.State, only.Scores?[0], candidate.Parameters, only.Metrics, only.Reason)
            {
                Scores = only.Scores is { Count: > 1 } ? only.Scores : null,
            };
        }

        // Failed counts more than infeasible, infeasible more than completed.
        var worst = symbols.FirstOrDefault(symbol => symbol.State == TrialState.Failed)
            ?? symbols.FirstOrDefault(symbol => symbol.State == TrialState.Infeasible);
        var measured = symbols.Where(symbol => symbol.Metrics is not null)
            .ToDictionary(symbol => symbol.Symbol, symbol => symbol.Metrics!, StringComparer.Ordinal);
        var metrics = measured.Count == symbols.Count ? CombinedMetrics.Combine([.. measured.Values]) : null;
        var reason = worst is null ? null : $"{worst.Symbol}: {worst.Reason}";
        var scores = worst is null ? Aggregate(request.SymbolAggregation!.Value, symbols) : null;
        return new TrialRecord(
            candidate.Trial, round, worst?.State ?? TrialState.Completed, scores?[0], candidate.Parameters, metrics, reason)
        {
            Scores = scores is { Count: > 1 } ? scores : null,
            Symbols = measured,
        };
    }

    /// <summary>The first objective over the backtests of every symbol, larger is better; null when it is not defined.</summary>
    /// <param name="request">The request, complete.</param>
    /// <param name="symbols">The backtests, one per symbol.</param>
    public static double? Score(TrainingRequest request, IReadOnlyList<BacktestMetrics> symbols)
    {
        var objective = Objectives.FromRequest(request)[0];
        var scores = symbols.Select(metrics => objective.Score(metrics) ?? double.NaN).Order().ToArray();
        return scores.All(double.IsFinite) ? Aggregate(request.SymbolAggregation ?? SymbolAggregation.Mean, scores) : null;
    }

    private static IReadOnlyList<double> Aggregate(SymbolAggregation aggregation, IReadOnlyList<SymbolTrial> symbols) =>
        [.. Enumerable.Range(0, symbols[0].Scores!.Count).Select(objective =>
            Aggregate(aggregation, [.. symbols.Select(symbol => symbol.Scores![objective]).Order()]))];

    private static double Aggregate(SymbolAggregation aggregation, double[] ascending) => aggregation switch
    {
        SymbolAggregation.Worst => ascending[0],
        SymbolAggregation.Median => (ascending[(ascending.Length - 1) / 2] + ascending[ascending.Length / 2]) / 2,
        _ => ascending.Average(),
    };
}
