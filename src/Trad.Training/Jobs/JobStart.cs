using System.Security.Cryptography;
using System.Text.Json;
using Trad.Training.Requests;

namespace Trad.Training.Jobs;

/// <summary>Turns requests into jobs, each request with an idempotency key into one.</summary>
public sealed class JobStart(
    JobIntake intake, TrainingForecaster forecaster, IIdempotencyStore keys, JobReader reader, JobDispatcher dispatcher, JobSignals signals,
    TimeProvider clock)
{
    // As long as the first request under a key needs to record its job, at most.
    private static readonly TimeSpan RecordPatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(25);

    /// <summary>What a training would cost; null after recording what is wrong with the request.</summary>
    public async Task<TrainingForecast?> ForecastAsync(
        TrainingRequest request, ValidationErrors errors, CancellationToken cancellationToken) =>
        await intake.CheckAsync(request, errors, cancellationToken) is { } accepted
            ? await forecaster.ForecastAsync(accepted, errors, cancellationToken)
            : null;

    /// <summary>Records a job and starts it when its turn comes; null after recording what is wrong with the request.</summary>
    /// <exception cref="IdempotencyConflictException">The key was used for another request.</exception>
    public async Task<TrainingJob?> RunAsync(
        TrainingRequest request, string? key, IOrchestrations orchestrations, ValidationErrors errors, CancellationToken cancellationToken)
    {
        if (await intake.CheckAsync(request, errors, cancellationToken) is not { } accepted)
        {
            return null;
        }

        var id = intake.NewId();
        if (key is not null)
        {
            var fingerprint = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, TradJson.Options)));
            var record = await keys.TakeAsync(key, fingerprint, id, cancellationToken);
            if (record.Request != fingerprint)
            {
                throw new IdempotencyConflictException(
                    $"The idempotency key '{key}' was used for another request; it led to the job {record.JobId}.");
            }

            if (!record.IsNew && await WaitAsync(record, cancellationToken) is { } existing)
            {
                return existing;
            }

            // Also for a key that was taken by a request which never recorded its job.
            id = record.JobId;
        }

        // A client that hangs up now gets its job all the same.
        var job = await intake.RecordAsync(accepted, id, CancellationToken.None);
        await dispatcher.RunAsync(orchestrations, CancellationToken.None);
        signals.Tell(job.Id);
        return job;
    }

    // A key that was taken longer ago belongs to a request that was cut off: there is nobody to wait for.
    private async Task<TrainingJob?> WaitAsync(IdempotencyRecord record, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var age = clock.GetUtcNow() - record.TakenAt!.Value;
        var patience = RecordPatience - (age > TimeSpan.Zero ? age : TimeSpan.Zero);
        do
        {
            if (await reader.FindAsync(record.JobId, cancellationToken) is { } job)
            {
                return job;
            }

            await Task.Delay(PollInterval, clock, cancellationToken);
        }
        while (clock.GetElapsedTime(started) < patience);
        return null;
    }
}
