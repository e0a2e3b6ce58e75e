using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.Training;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Functions.Training;

/// <summary>What can be done with a training job over HTTP: cancel, clone, resume.</summary>
public sealed class TrainingJobActions(JobStart start, JobReader reader, JobStop stop, JobResumption resumption, JobDispatcher dispatcher)
{
    /// <summary>
    /// <c>POST /api/training/jobs/{id}/cancel</c>, perhaps with <c>{"publish":true}</c>: ends the job and keeps its finished
    /// trials; 202 with the job, which is cancelled then. With <c>publish</c> it ends as cancelled when its best trial has been
    /// measured and published. A job that is over, or whose result is being recorded (<c>publishingSince</c>), stays as it is
    /// and has no <c>cancelRequestedAt</c>.
    /// </summary>
    [Function(nameof(CancelTraining))]
    [Takes(typeof(CancelOptions), IsOptional = true)]
    [Answers(StatusCodes.Status202Accepted, typeof(TrainingJob), Errors = "404")]
    public async Task<IResult> CancelTraining(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/training/jobs/{id}/cancel")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var options = await JsonBody.ReadOptionalAsync<CancelOptions>(request, errors, cancellationToken);
        if (options is null || !errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        return await reader.FindIdAsync(id, cancellationToken) is { } jobId
            && await stop.CancelAsync(jobId, options.Publish, new DurableOrchestrations(client), cancellationToken) is not null
            && await reader.FindAsync(jobId, cancellationToken) is { } job
                ? Answers.Accepted(request, job)
                : Problems.NoSuchJob(id);
    }

    /// <summary>
    /// <c>POST /api/training/jobs/{id}/clone</c>: starts a new job with the same request; the body's fields replace those of
    /// the request, null takes one away. 202 with the new job.
    /// </summary>
    [Function(nameof(CloneTraining))]
    [Takes(typeof(TrainingRequest), IsOptional = true, IsChanges = true)]
    [Answers(StatusCodes.Status202Accepted, typeof(TrainingJob), Errors = "404,422")]
    [Parameter("Idempotency-Key", "Makes a repeated request give the same job.", IsHeader = true, MaximumLength = IdempotencyKey.Longest)]
    public async Task<IResult> CloneTraining(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/training/jobs/{id}/clone")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var changes = await JsonBody.ReadOptionalAsync<JsonObject>(request, errors, cancellationToken);
        var key = IdempotencyKey.Read(request, errors);
        if (changes is null || !errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        if (await reader.FindAsync(id, cancellationToken) is not { } job)
        {
            return Problems.NoSuchJob(id);
        }

        return RequestChanges.Apply(job.Request, changes, errors) is { } changed
            ? await Answers.StartedAsync(
                request, token => start.RunAsync(changed, key, new DurableOrchestrations(client), errors, token), errors, cancellationToken)
            : Problems.Invalid(errors);
    }

    /// <summary>
    /// <c>POST /api/training/jobs/{id}/resume</c> with <c>{"trials":20}</c>: a finished job goes on with so many more trials,
    /// as if it had never stopped; without a body, with those it was asked for and did not do. 202 with the job.
    /// </summary>
    [Function(nameof(ResumeTraining))]
    [Takes(typeof(ResumeOptions), IsOptional = true)]
    [Answers(StatusCodes.Status202Accepted, typeof(TrainingJob), Errors = "404,409")]
    public async Task<IResult> ResumeTraining(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/training/jobs/{id}/resume")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var options = await JsonBody.ReadOptionalAsync<ResumeOptions>(request, errors, cancellationToken);
        if (options is null || !errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        try
        {
            var resumed = await reader.FindIdAsync(id, cancellationToken) is { } jobId
                ? await resumption.ResumeAsync(jobId, options.Trials, errors, cancellationToken)
                : null;
            if (resumed is null)
            {
                return errors.IsEmpty ? Problems.NoSuchJob(id) : Problems.Invalid(errors);
            }

            await dispatcher.RunAsync(new DurableOrchestrations(client), cancellationToken);
            return Answers.Accepted(request, (await reader.FindAsync(resumed.Id, cancellationToken))!);
        }
        catch (TrainingException impossible)
        {
            return Problems.Problem(StatusCodes.Status409Conflict, "The job cannot be resumed", impossible.Message);
        }
    }
}
