using System.Globalization;
using Trad.Backtesting.Metrics;
using Trad.Training.Requests;

namespace Trad.Training.Assets;

/// <summary>What a person should know about objectives on candles that are too few for them.</summary>
internal static class ObjectiveNotes
{
    /// <summary>A note for every objective that is not told for a backtest of this length.</summary>
    /// <param name="request">What was optimised.</param>
    /// <param name="metrics">The backtest.</param>
    /// <param name="part">What the backtest was of, for the note.</param>
    public static IEnumerable<string> Collect(TrainingRequest request, BacktestMetrics metrics, string part) =>
        Objectives.FromRequest(request)
        .Where(objective => metrics.Days < objective.ShortestSpan.TotalDays)
        .Select(objective => string.Create(
            CultureInfo.InvariantCulture,
            $"{objective.Title} is told from {objective.ShortestSpan.TotalDays:0} days on; {part} has {metrics.Days:0.#}, so that it cannot be compared there."));
}
