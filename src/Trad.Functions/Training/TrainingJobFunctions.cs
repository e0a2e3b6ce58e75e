using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trad.Candles.Stores;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.Training;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Functions.Training;

/// <summary>Training jobs over HTTP: start, list, read, delete.</summary>
public sealed class TrainingJobFunctions(JobStart start, JobReader reader, JobRemoval removal, JobCleanup cleanup)
{
    // A reader waits so long for the host of the orchestrations, and then gets the job as it is recorded.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>
    /// <c>POST /api/training/jobs</c>: checks the request, records the job and starts it when its turn comes; 202 with its
    /// location. With <c>Idempotency-Key</c> a repeated request gives the same job; with <c>?dryRun=true</c> nothing is
    /// recorded and the answer tells what the training would cost.
    /// </summary>
    [Function(nameof(StartTraining))]
    [Takes(typeof(TrainingRequest))]
    [Answers(StatusCodes.Status202Accepted, typeof(TrainingJob), Errors = "422")]
    [Answers(StatusCodes.Status200OK, typeof(TrainingForecast))]
    [Parameter("dryRun", "Whether to tell what the training would cost instead of starting it.", Type = typeof(bool))]
    [Parameter("Idempotency-Key", "Makes a repeated request give the same job.", IsHeader = true, MaximumLength = IdempotencyKey.Longest)]
    public async Task<IResult> StartTraining(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/training/jobs")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var body = await JsonBody.ReadAsync<TrainingRequest>(request, errors, cancellationToken);
        var dryRun = QueryReader.ReadFlag(request, "dryRun", errors);
        var key = IdempotencyKey.Read(request, errors);
        if (body is null || !errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        return dryRun
            ? await start.ForecastAsync(body, errors, cancellationToken) is { } forecast ? Answers.Json(request, forecast)
            : Problems.Invalid(errors)
            : await Answers.StartedAsync(
                request, token => start.RunAsync(body, key, new DurableOrchestrations(client), errors, token), errors, cancellationToken);
    }

    /// <summary><c>GET /api/training/jobs?state=&amp;strategy=&amp;symbol=</c>: jobs, newest first, page by page.</summary>
    [Function(nameof(ListTrainingJobs))]
    [Answers(StatusCodes.Status200OK, typeof(ListPage<TrainingJob>))]
    [Tagged]
    [Paged]
    [Parameter("state", "Only in this state.", Values = "queued|running|completed|failed|cancelled")]
    [Parameter("strategy", "Only of this strategy.", Pattern = QueryReader.StrategyPattern)]
    [Parameter("symbol", "Only training on this symbol.", Pattern = QueryReader.SymbolPattern)]
    public async Task<IResult> ListTrainingJobs(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/training/jobs")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var filter = new JobFilter(
            QueryReader.ReadEnum<JobState>(request, "state", errors), QueryReader.ReadStrategy(request, errors),
            QueryReader.ReadSymbol(request, errors));
        return await Answers.ListAsync(
            request, errors, (paging, token) => reader.ListAsync(filter, paging.Limit, paging.ContinuationToken, token), cancellationToken);
    }

    /// <summary>
    /// <c>GET /api/training/jobs/{id}</c>: one job, by identity or number, with its live progress. One that stands still is looked after:
    /// when its orchestration is over, it goes on, or fails with the reason.
    /// </summary>
    [Function(nameof(GetTrainingJob))]
    [Answers(StatusCodes.Status200OK, typeof(TrainingJob), Errors = "404")]
    [Tagged]
    public async Task<IResult> GetTrainingJob(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/training/jobs/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var job = await reader.FindAsync(id, cancellationToken);
        if (job is { State: JobState.Running, Progress.SilentSince: not null }
            && await TryTakeUpAsync(job, client, cancellationToken))
        {
            job = await reader.FindAsync(job.Id, cancellationToken);
        }

        return job is null ? Problems.NoSuchJob(id) : Answers.Json(request, job);
    }

    // A job can be read also while nobody answers for its orchestration, which is when many stand still.
    private async Task<bool> TryTakeUpAsync(TrainingJob job, DurableTaskClient client, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return await cleanup.TakeUpAsync(job.Id, new DurableOrchestrations(client), patience.Token);
        }
        catch (RpcException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>
    /// <c>DELETE /api/training/jobs/{id}</c>: removes a finished job with its log, trials and idempotency keys; 409 while it is not
    /// finished.
    /// </summary>
    [Function(nameof(DeleteTrainingJob))]
    [Answers(StatusCodes.Status204NoContent, Errors = "404,409,412")]
    [Parameter("If-Match", "The entity tag of what is changed; 412 when it is another by now.", IsHeader = true)]
    public async Task<IResult> DeleteTrainingJob(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/training/jobs/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        TrainingJob? job;
        try
        {
            job = await reader.FindAsync(id, cancellationToken);
        }
        catch (DamagedRecordException unreadable) when (unreadable.Damaged is { } damaged)
        {
            await removal.RemoveDamagedAsync(damaged.Id, new DurableOrchestrations(client), CancellationToken.None);
            return Results.NoContent();
        }

        if (job is null)
        {
            return Problems.NoSuchJob(id);
        }

        if (!job.IsFinished)
        {
            return NotFinished(job, EnumNames.Format(job.State));
        }

        if (EntityTags.IsOutdated(request, Answers.VersionOf(job)))
        {
            return EntityTags.Outdated($"Job #{job.Number}");
        }

        // A client that hangs up now does not leave half a job behind.
        return await removal.RemoveAsync(job, new DurableOrchestrations(client), CancellationToken.None)
            ? Results.NoContent()
            : NotFinished(job, "resumed");
    }

    private static IResult NotFinished(TrainingJob job, string state) =>
        Problems.Problem(StatusCodes.Status409Conflict, "The job is not finished", $"Job #{job.Number} is {state}; cancel it first.");
}
