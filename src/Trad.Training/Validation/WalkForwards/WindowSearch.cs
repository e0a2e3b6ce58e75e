using Trad.Optimization;
using Trad.Optimization.Spaces;
using Trad.Training.Data;
using Trad.Training.Requests;
using Trad.Training.Trials;
using Trad.Training.Validation.Backtests;

namespace Trad.Training.Validation.WalkForwards;

/// <summary>
/// A job's search run anew on a part of its candles: the same space, objective, constraints, optimiser and rounds, another seed and
/// budget. What grows with the length of a range is asked for in proportion to it: numbers of trades, and the total return compounded.
/// What the request has tried first is left out, because it may have been found on the very candles that follow.
/// </summary>
/// <param name="subject">The search.</param>
/// <param name="backtester">Backtests on its candles.</param>
public sealed class WindowSearch(ValidationSubject subject, PartBacktester backtester)
{
    /// <summary>The trials of a search.</summary>
    /// <param name="part">The part that it sees.</param>
    /// <param name="trials">How many trials.</param>
    /// <param name="seed">The seed of every random choice.</param>
    /// <param name="cancellationToken">Ends the search between two backtests.</param>
    public IReadOnlyList<TrialRecord> Run(Period part, int trials, long seed, CancellationToken cancellationToken)
    {
        var space = TrialProposer.SpaceOf(subject.Request);
        var design = RoundSizes.DesignOf(space);
        var isGrowing = RoundSizes.AreGrowing(subject.Request.Optimizer!);
        var batch = subject.Request.BatchSize ?? TrainingRequest.DefaultBatchSize;
        var options = SearchOptions.Create(subject.Request, RequestedStrategy.Get(subject.Request), seed) with
        {
            InitialTrials = design,
            Enqueued = [],
            Patience = null,
            MinimumExpectedImprovement = null,
        };
        var optimizer = OptimizerCatalog.Create(space, options);
        var (minimumTrades, request) = (MinimumTrades(part), subject.Request with { Constraints = Constraints(part) });
        var done = new List<TrialRecord>(trials);
        for (var round = 0; done.Count < trials; round++)
        {
            var size = RoundSizes.Next(done.Count, isGrowing ? design : batch, batch, isGrowing);
            var proposal = optimizer.Ask(Math.Min(size, trials - done.Count), cancellationToken: cancellationToken);
            if (proposal.Candidates.Count == 0)
            {
                break;
            }

            var first = done.Count;
            foreach (var candidate in proposal.Candidates)
            {
                done.Add(TrialConstraints.Apply(request, Evaluate(candidate, round, part, minimumTrades, cancellationToken)));
            }

            optimizer.Tell([.. done.Skip(first).Select(trial => trial.ToResult())]);
        }

        return done;
    }

    /// <summary>
    /// The trades that a trial needs on a part: those of the request in proportion to its length, one at least unless none is asked for.
    /// </summary>
    public int MinimumTrades(Period part) =>
        (int)Math.Ceiling((subject.Request.MinimumTrades ?? MinimumTradesRule.Least) * ShareOf(part));

    private Dictionary<string, MetricConstraint>? Constraints(Period part)
    {
        var share = ShareOf(part);
        return subject.Request.Constraints?.ToDictionary(
            constraint => constraint.Key,
            constraint => constraint.Key switch
            {
                "trades" => Scale(constraint.Value, bound => bound * share),
                "total-return" => Scale(constraint.Value, bound => bound <= -1 ? bound : Math.Pow(1 + bound, share) - 1),
                _ => constraint.Value,
            },
            StringComparer.Ordinal);
    }

    private static MetricConstraint Scale(MetricConstraint constraint, Func<double, double> scale) => constraint with
    {
        Min = constraint.Min is { } min ? scale(min) : null,
        Max = constraint.Max is { } max ? scale(max) : null,
    };

    private double ShareOf(Period part)
    {
        var whole = subject.Split.InSample;
        return (part.To - part.From) / (whole.To - whole.From);
    }

    private TrialRecord Evaluate(Candidate candidate, int round, Period part, int minimumTrades, CancellationToken cancellationToken)
    {
        try
        {
            var symbols = backtester.Measure(candidate.Parameters, part, cancellationToken)
                .Select(each => TrialEvaluator.Score(subject.Request, each.Symbol, candidate, each.Metrics, minimumTrades))
                .ToList();
            return symbols.Count == 0
                ? Ended(candidate, round, TrialState.Infeasible, "no candles to trade on")
                : SymbolCombination.Combine(subject.Request, candidate, round, symbols);
        }
        catch (ArgumentException refused)
        {
            return Ended(candidate, round, TrialState.Failed, ArgumentText.FromException(refused));
        }
    }

    private static TrialRecord Ended(Candidate candidate, int round, TrialState state, string reason) =>
        new(candidate.Trial, round, state, null, candidate.Parameters, null, reason);
}
