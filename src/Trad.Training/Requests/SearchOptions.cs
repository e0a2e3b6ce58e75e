using Trad.Backtesting.Strategies;
using Trad.Optimization;
using Trad.Optimization.Spaces;

namespace Trad.Training.Requests;

/// <summary>What a request means for the optimiser.</summary>
public static class SearchOptions
{
    /// <summary>The options of a complete request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="strategy">Its strategy.</param>
    /// <param name="seed">The job's seed.</param>
    public static OptimizerOptions Create(TrainingRequest request, IStrategy strategy, long seed) => new()
    {
        Name = request.Optimizer!,
        Seed = (ulong)seed,
        ObjectiveCount = request.AllObjectives.Count,
        Enqueued = [.. (request.TryFirst ?? []).Select(values => Complete(values, request, strategy))],
        Patience = request.Patience,
        MinimumExpectedImprovement = request.MinimumExpectedImprovement,
    };

    /// <summary>A set to try first: what it leaves out has the strategy's default, unless the request fixes it.</summary>
    public static ParameterSet Complete(IReadOnlyDictionary<string, ParameterValue> values, TrainingRequest request, IStrategy strategy)
    {
        var complete = strategy.Parameters
            .Where(parameter => !values.ContainsKey(parameter.Name) && !IsFixed(request, parameter.Name))
            .Select(parameter => KeyValuePair.Create(parameter.Name, SearchSpaces.ValueOf(parameter, parameter.Default)));
        return new ParameterSet(
            values.Select(value => KeyValuePair.Create(value.Key, InForm(value.Key, value.Value, strategy))).Concat(complete));
    }

    private static ParameterValue InForm(string name, ParameterValue value, IStrategy strategy) =>
        !value.IsText && strategy.Parameters.FirstOrDefault(parameter => parameter.Name == name) is { } declared
            ? SearchSpaces.ValueOf(declared, value.Number)
            : value;

    private static bool IsFixed(TrainingRequest request, string name) =>
        request.Parameters is not null && request.Parameters.TryGetValue(name, out var change)
        && (change.Value is not null || (change.Low is { } low && low == change.High));
}
