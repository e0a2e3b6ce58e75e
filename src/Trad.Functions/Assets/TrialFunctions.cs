using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trad.Candles.Stores;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.Functions.Operations;
using Trad.Optimization;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.Functions.Assets;

/// <summary>Single trials of a job, over HTTP: what one did, and publishing it.</summary>
public sealed class TrialFunctions(
    JobReader reader, ITrialStore trials, BestTrialReports reports, TrialPublication publication, WatchedComputation computation)
{
    /// <summary>
    /// <c>GET /api/training/jobs/{id}/trials/{trial}</c>: what a completed trial did in sample, with its equity curve; the hold-out
    /// stays unseen.
    /// </summary>
    [Function(nameof(GetTrial))]
    [Answers(StatusCodes.Status200OK, typeof(BestTrialReport), Errors = "404,409")]
    [Tagged]
    public async Task<IResult> GetTrial(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/training/jobs/{id}/trials/{trial}")] HttpRequest request,
        string id,
        string trial,
        CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(id, cancellationToken) is not { } job)
        {
            return Problems.NoSuchJob(id);
        }

        var tried = await trials.ReadAllAsync(job.Id, cancellationToken);
        if (!TryRead(trial, out var number) || tried.FirstOrDefault(each => each.Trial == number) is not { } found)
        {
            return NoSuchTrial(job, trial);
        }

        if (found is not { State: TrialState.Completed, Score: not null, Metrics: not null })
        {
            return Problems.Problem(
                StatusCodes.Status409Conflict, "The trial did not complete",
                $"Trial {number} is {found.State.ToString().ToLowerInvariant()}, so that it has no result of the whole range.");
        }

        return await BestTrialFunctions.AnswerAsync(request, reports, job, found.ToBest(), cancellationToken);
    }

    /// <summary>
    /// <c>POST /api/training/jobs/{id}/trials/{trial}/publish</c>: measures a completed trial of an ended job on the hold-out and keeps
    /// it as an asset; the asset that there is when it was published before.
    /// </summary>
    [Function(nameof(PublishTrial))]
    [Answers(StatusCodes.Status200OK, typeof(TrainedAsset), Errors = "404,409")]
    public async Task<IResult> PublishTrial(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/training/jobs/{id}/trials/{trial}/publish")] HttpRequest request,
        string id,
        string trial,
        CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(id, cancellationToken) is not { } job)
        {
            return Problems.NoSuchJob(id);
        }

        try
        {
            if (!TryRead(trial, out var number)
                || await publication.PublishAsync(
                    job, number, AppVersion.Current, measure => computation.RunAsync(measure, job.Request, cancellationToken),
                    cancellationToken) is not { } asset)
            {
                return NoSuchTrial(job, trial);
            }

            return Answers.Json(request, asset);
        }
        catch (Exception impossible) when (impossible is TrainingException or BacktestOverrunException)
        {
            return Problems.Problem(StatusCodes.Status409Conflict, "The trial cannot be published", impossible.Message);
        }
        catch (Exception gone) when (gone is ArgumentException or CandleStoreException)
        {
            return BestTrialFunctions.CandlesAreGone(gone);
        }
    }

    private static bool TryRead(string trial, out int number) =>
        int.TryParse(trial, NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && number.ToString(CultureInfo.InvariantCulture) == trial;

    private static IResult NoSuchTrial(TrainingJob job, string trial) =>
        Problems.NotFound($"Job #{job.Number} has no trial '{trial}'; its trials are numbered from 0.");
}
