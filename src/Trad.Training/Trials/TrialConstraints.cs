using System.Globalization;
using Trad.Backtesting.Metrics;
using Trad.Optimization;
using Trad.Training.Requests;

namespace Trad.Training.Trials;

/// <summary>The constraints of a request over the trials of a job.</summary>
public static class TrialConstraints
{
    /// <summary>
    /// The trial, infeasible with the reasons when it breaks a constraint. Of several symbols the combined figures count, each
    /// combined as its metric says.
    /// </summary>
    public static TrialRecord Apply(TrainingRequest request, TrialRecord trial)
    {
        if (request.Constraints is not { Count: > 0 } constraints || trial is not { State: TrialState.Completed, Metrics: { } metrics })
        {
            return trial;
        }

        var broken = Reasons(constraints, metrics).ToList();
        return broken.Count == 0
            ? trial
            : trial with { State = TrialState.Infeasible, Score = null, Scores = null, Reason = string.Join("; ", broken) };
    }

    /// <summary>How a constraint is written on a command line and in messages, for example <c>maximum-drawdown &lt;= 0.2</c>.</summary>
    public static string Describe(string name, MetricConstraint constraint) => string.Join(
        " and ",
        new[] { (Sign: ">=", Bound: constraint.Min), (Sign: "<=", Bound: constraint.Max) }
            .Where(end => end.Bound is not null)
            .Select(end => string.Create(CultureInfo.InvariantCulture, $"{name} {end.Sign} {end.Bound}")));

    /// <summary>Whether a trial breaks a constraint; one without figures does not.</summary>
    public static bool AreBroken(TrainingRequest request, TrialRecord trial) =>
        request.Constraints is { } constraints && trial.Metrics is { } metrics && Reasons(constraints, metrics).Any();

    /// <summary>
    /// Per constraint that trials of a job break: how many do and which came nearest, one sentence each; those that most trials
    /// break first.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="trials">The trials that break one.</param>
    /// <param name="all">How many trials there are.</param>
    public static IReadOnlyList<string> WhyBroken(TrainingRequest request, IReadOnlyList<TrialRecord> trials, int all)
    {
        var sentences = new List<(int Count, string Text)>();
        foreach (var (name, constraint) in request.Constraints ?? new Dictionary<string, MetricConstraint>())
        {
            var metric = Find(name);
            var broken = trials
                .Where(trial => trial.Metrics is { } metrics && WhyBroken(name, constraint, metrics) is not null)
                .Select(trial => metric.Read(trial.Metrics!))
                .ToList();
            if (broken.Count > 0)
            {
                var nearest = broken.OfType<double>().OrderBy(value => Distance(constraint, value)).Select(value => (double?)value)
                    .FirstOrDefault();
                var near = nearest is null
                    ? "it is defined for none of them"
                    : string.Create(CultureInfo.InvariantCulture, $"the nearest was {nearest:0.####}");
                sentences.Add((broken.Count, $"{broken.Count} of {all} trials break {Describe(name, constraint)}; {near}."));
            }
        }

        return [.. sentences.OrderByDescending(sentence => sentence.Count).Select(sentence => sentence.Text)];
    }

    private static IEnumerable<string> Reasons(IReadOnlyDictionary<string, MetricConstraint> constraints, BacktestMetrics metrics) =>
        constraints.Select(constraint => WhyBroken(constraint.Key, constraint.Value, metrics)).OfType<string>();

    private static string? WhyBroken(string name, MetricConstraint constraint, BacktestMetrics metrics)
    {
        var metric = Find(name);
        if (metric.Read(metrics) is not { } value)
        {
            return $"{name} is not defined: {metric.WhyUndefined(metrics)}";
        }

        return value < constraint.Min ? string.Create(
            CultureInfo.InvariantCulture, $"{name} is {value:0.####}; at least {constraint.Min} is asked for")
            : value > constraint.Max ? string.Create(
                CultureInfo.InvariantCulture, $"{name} is {value:0.####}; at most {constraint.Max} is asked for")
            : null;
    }

    private static double Distance(MetricConstraint constraint, double value) =>
        value < constraint.Min ? constraint.Min.Value - value : value > constraint.Max ? value - constraint.Max.Value : 0;

    private static Metric Find(string name) =>
        MetricCatalog.TryGet(name, out var metric) ? metric : throw new TrainingException($"This version knows no metric '{name}'.");
}
