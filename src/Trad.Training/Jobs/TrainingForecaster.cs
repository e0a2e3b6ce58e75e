using Microsoft.Extensions.Options;
using Trad.Training.Requests;
using Trad.Training.Trials;
using Trad.Training.Validation;

namespace Trad.Training.Jobs;

/// <summary>Estimates trainings by reading their candles and timing one backtest.</summary>
/// <param name="preparation">Gets the candles and the schedule.</param>
/// <param name="jobs">Tell what rounds, validations and ends cost here.</param>
/// <param name="validation">How much a result is put to the test.</param>
/// <param name="clock">Tells the moment.</param>
public sealed class TrainingForecaster(
    TrainingPreparation preparation, IJobStore jobs, IOptions<ValidationOptions> validation, TimeProvider clock)
{
    /// <summary>The forecast of a request that was checked; null after recording why it cannot be carried out.</summary>
    public async Task<TrainingForecast?> ForecastAsync(
        TrainingRequest request, ValidationErrors errors, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var job = new TrainingJob
        {
            Id = "",
            Number = 0,
            State = JobState.Queued,
            CreatedAt = now,
            QueuedAt = now,
            Request = request,
            Seed = request.Seed ?? 0,
            Progress = JobProgress.Waiting(request.Trials!.Value),
        };
        try
        {
            var started = clock.GetTimestamp();
            var prepared = await preparation.PrepareAsync(job, cancellationToken);
            var load = clock.GetElapsedTime(started).TotalMilliseconds;
            var plan = prepared.Plan;
            var costs = await RoundCosts.LearnAsync(jobs, plan, validation.Value, cancellationToken);
            var work = ValidationCost.Milliseconds(request, prepared.Split, validation.Value, plan.TrialMs, plan.Parallelism);
            var validating = Math.Max(0, work + costs.ValidationMs);
            return new TrainingForecast(
                true, request, prepared.Data.Sum(data => data.Candles), prepared.Split, prepared.Data, plan.Trials,
                plan.Trials * prepared.Data.Count,
                Math.Round(load + costs.Estimate(plan) + validating + costs.PublishingMs, 1), Math.Round(plan.TrialMs, 3),
                prepared.Warnings)
            {
                ValidationMs = Math.Round(validating, 1),
            };
        }
        catch (TrainingException impossible)
        {
            errors.Add(impossible.Field ?? "range", impossible.Message);
            return null;
        }
    }
}
