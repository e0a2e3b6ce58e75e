using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.Training;
using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.Functions.Training;

/// <summary>What a training job leaves, over HTTP: its log and its trials.</summary>
public sealed class TrainingJobRecords(JobReader reader, ILogStore logs, ITrialStore trials)
{
    /// <summary><c>GET /api/training/jobs/{id}/logs?level=</c>: the log from that level up, in order, page by page.</summary>
    [Function(nameof(ListLogs))]
    [Answers(StatusCodes.Status200OK, typeof(ListPage<LogLine>), Errors = "404")]
    [Tagged]
    [Paged]
    [Parameter("level", "The lowest level that is shown.", Values = "debug|info|warning|error")]
    public async Task<IResult> ListLogs(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/training/jobs/{id}/logs")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var level = QueryReader.ReadEnum<JobLogLevel>(request, "level", errors) ?? JobLogLevel.Debug;
        if (!errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        return await reader.FindAsync(id, cancellationToken) is { } job
            ? await Answers.ListAsync(
                request, errors, (paging, token) => logs.ListAsync(job.Id, level, paging.Limit, paging.ContinuationToken, token),
                cancellationToken)
            : Problems.NoSuchJob(id);
    }

    /// <summary>
    /// <c>GET /api/training/jobs/{id}/trials?format=json|csv|parquet</c>: the trials in order; JSON page by page, a file whole.
    /// </summary>
    [Function(nameof(ListTrials))]
    [Answers(StatusCodes.Status200OK, typeof(ListPage<TrialRecord>), Files = "text/csv,application/vnd.apache.parquet", Errors = "404")]
    [Tagged]
    [Paged]
    [Parameter("format", "The format; json when absent.", Values = "json|csv|parquet")]
    public async Task<IResult> ListTrials(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/training/jobs/{id}/trials")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var format = QueryReader.ReadEnum<TrialFormat>(request, "format", errors) ?? TrialFormat.Json;
        if (!errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        if (await reader.FindAsync(id, cancellationToken) is not { } job)
        {
            return Problems.NoSuchJob(id);
        }

        if (format == TrialFormat.Json)
        {
            return await Answers.ListAsync(
                request, errors, (paging, token) => trials.ListAsync(job.Id, paging.Limit, paging.ContinuationToken, token),
                cancellationToken);
        }

        var all = await trials.ReadAllAsync(job.Id, cancellationToken);
        return format == TrialFormat.Csv
            ? Results.Bytes(TrialTable.ToCsv(all), "text/csv", $"job-{job.Number}-trials.csv")
            : Results.Bytes(
                await TrialTable.ToParquetAsync(all, cancellationToken), "application/vnd.apache.parquet",
                $"job-{job.Number}-trials.parquet");
    }
}
