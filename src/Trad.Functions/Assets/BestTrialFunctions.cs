using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trad.Candles.Stores;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.Functions.Assets;

/// <summary>The best trial of a job so far, over HTTP.</summary>
public sealed class BestTrialFunctions(JobReader reader, ITrialStore trials, BestTrialReports reports)
{
    /// <summary>
    /// <c>GET /api/training/jobs/{id}/best</c>: the best trial so far, also while the job runs, with its equity curve in
    /// sample; the hold-out stays unseen.
    /// </summary>
    [Function(nameof(GetBestTrial))]
    [Answers(StatusCodes.Status200OK, typeof(BestTrialReport), Errors = "404,409")]
    [Tagged]
    public async Task<IResult> GetBestTrial(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/training/jobs/{id}/best")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(id, cancellationToken) is not { } job)
        {
            return Problems.NoSuchJob(id);
        }

        if (job.Snapshots.Count == 0 || BestTrialSelection.Choose(await trials.ReadAllAsync(job.Id, cancellationToken)) is not { } best)
        {
            return Problems.NotFound($"The training job '{id}' has no feasible trial yet.");
        }

        return await AnswerAsync(request, reports, job, best, cancellationToken);
    }

    /// <summary>What a trial did, or a conflict when the candles that its job pinned are gone, or its strategy gives no signals.</summary>
    internal static async Task<IResult> AnswerAsync(
        HttpRequest request, BestTrialReports reports, TrainingJob job, BestTrial trial, CancellationToken cancellationToken)
    {
        try
        {
            return Answers.Json(request, await reports.OfAsync(job, trial, cancellationToken));
        }
        catch (Exception gone) when (gone is TrainingException or CandleStoreException)
        {
            return CandlesAreGone(gone);
        }
        catch (Exception refused) when (refused is ArgumentException or BacktestOverrunException)
        {
            return Problems.Problem(StatusCodes.Status409Conflict, "The strategy cannot be asked", refused.Message);
        }
    }

    internal static IResult CandlesAreGone(Exception gone) =>
        Problems.Problem(StatusCodes.Status409Conflict, "The candles are no longer available", gone.Message);
}
