using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.Optimization.Spaces;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.Functions.Training;

/// <summary>What a job's trials say about its parameters, over HTTP.</summary>
public sealed class TrainingJobInsight(JobReader reader, ITrialStore trials)
{
    /// <summary>
    /// <c>GET /api/training/jobs/{id}/insight?pair=a,b</c>: importance, convergence and dependence on each parameter, also
    /// while the job runs; with <c>pair</c>, the dependence on two of them.
    /// </summary>
    [Function(nameof(GetInsight))]
    [Answers(StatusCodes.Status200OK, typeof(JobInsight), Errors = "404,409")]
    [Parameter("pair", "Two parameters, comma separated, whose joint dependence is told.")]
    [Tagged]
    public async Task<IResult> GetInsight(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/training/jobs/{id}/insight")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var pair = QueryReader.ReadText(request, "pair");
        if (pair is not null && pair.Split(',') is not [{ Length: > 0 }, { Length: > 0 }])
        {
            errors.Add("pair", $"is '{pair}'; allowed are the names of two parameters with a comma between");
        }

        if (!errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        if (await reader.FindAsync(id, cancellationToken) is not { } job)
        {
            return Problems.NoSuchJob(id);
        }

        var recorded = await trials.ReadAllAsync(job.Id, cancellationToken);
        try
        {
            var names = pair?.Split(',');
            return Answers.Json(request, await Computation.RunAsync(
                () => JobInsight.Compute(job, recorded, names is null ? null : (names[0].Trim(), names[1].Trim()))));
        }
        catch (SearchSpaceException wrong)
        {
            return Problems.Invalid("pair", wrong.Message);
        }
        catch (TrainingException impossible)
        {
            return Problems.Problem(StatusCodes.Status409Conflict, "The job cannot be analysed", impossible.Message);
        }
    }
}
