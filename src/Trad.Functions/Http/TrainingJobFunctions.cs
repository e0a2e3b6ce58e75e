using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trad.Functions.Orchestrations;
using Trad.Training;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Functions.Http;

/// <summary>Training jobs over HTTP.</summary>
public sealed class TrainingJobFunctions(JobIntake intake, IJobStore jobs, ITrialStore trials)
{
    /// <summary><c>POST /api/training/jobs</c>: checks the request, records the job and starts it; 202 with its location.</summary>
    [Function(nameof(StartTraining))]
    public async Task<IResult> StartTraining(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/training/jobs")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var body = await JsonBody.ReadAsync<TrainingRequest>(request, errors, cancellationToken);
        var accepted = body is null ? null : await intake.CheckAsync(body, errors, cancellationToken);
        if (accepted is null)
        {
            return Problems.Invalid(errors);
        }

        var job = await intake.RecordAsync(accepted, cancellationToken);
        await client.ScheduleNewOrchestrationInstanceAsync(
            nameof(TrainingOrchestrator), new TrainingRun(job.Id), new StartOrchestrationOptions(InstanceId: job.Id), cancellationToken);
        request.HttpContext.Response.Headers.Location = $"/api/training/jobs/{job.Id}";
        return Results.Json(job, TradJson.Options, statusCode: StatusCodes.Status202Accepted);
    }

    /// <summary><c>GET /api/training/jobs</c>: jobs, newest first, page by page.</summary>
    [Function(nameof(ListTrainingJobs))]
    public async Task<IResult> ListTrainingJobs(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/training/jobs")] HttpRequest request,
        CancellationToken cancellationToken) =>
        await ListAsync(request, (paging, token) => jobs.ListAsync(paging.Limit, paging.ContinuationToken, token), cancellationToken);

    /// <summary><c>GET /api/training/jobs/{id}</c>: one job with its live progress.</summary>
    [Function(nameof(GetTrainingJob))]
    public async Task<IResult> GetTrainingJob(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/training/jobs/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        await jobs.FindAsync(id, cancellationToken) is { } job ? Results.Json(job, TradJson.Options) : NoSuchJob(id);

    /// <summary><c>GET /api/training/jobs/{id}/trials</c>: the job's trials in order, page by page.</summary>
    [Function(nameof(ListTrials))]
    public async Task<IResult> ListTrials(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/training/jobs/{id}/trials")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        await jobs.FindAsync(id, cancellationToken) is null
            ? NoSuchJob(id)
            : await ListAsync(request, (paging, token) => trials.ListAsync(id, paging.Limit, paging.ContinuationToken, token), cancellationToken);

    private static async Task<IResult> ListAsync<T>(
        HttpRequest request, Func<Paging, CancellationToken, Task<ListPage<T>>> read, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var paging = Paging.Read(request, errors);
        if (!errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        try
        {
            return Results.Json(await read(paging, cancellationToken), TradJson.Options);
        }
        catch (FormatException wrongToken)
        {
            return Problems.Invalid("continuationToken", wrongToken.Message);
        }
    }

    private static IResult NoSuchJob(string id) => Problems.NotFound($"There is no training job '{id}'.");
}
