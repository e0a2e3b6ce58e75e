using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.Functions.Training;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Data;
using Trad.Training.Jobs;

namespace Trad.Functions.Assets;

/// <summary>Revalidations over HTTP.</summary>
public sealed class RevalidationFunctions(IAssetStore assets, Revalidator revalidator, OrchestrationPurge purge, TimeProvider clock)
{
    private const int MostRevalidations = 100;

    /// <summary>
    /// <c>POST /api/assets/{id}/revalidate</c>: measures the asset on other candles, by default on everything newer than
    /// the data of its training; 202 with the asset, whose newest revalidation tells when it has ended.
    /// </summary>
    [Function(nameof(StartRevalidation))]
    [Takes(typeof(RevalidationRequest), IsOptional = true)]
    [Answers(StatusCodes.Status202Accepted, typeof(TrainedAsset), Errors = "404")]
    public async Task<IResult> StartRevalidation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/assets/{id}/revalidate")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var body = await JsonBody.ReadOptionalAsync<RevalidationRequest>(request, errors, cancellationToken);
        if (body is null || !errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        if (await assets.FindAsync(id, cancellationToken) is not { } found)
        {
            return AssetFunctions.NoSuchAsset(id);
        }

        if (body is { From: { } from, To: { } to } && from >= to)
        {
            return Problems.Invalid("from", $"{from.ToUniversalTime():u} is not before to, {to.ToUniversalTime():u}");
        }

        Period period;
        try
        {
            period = await revalidator.ResolveAsync(
                found.Asset, body.From?.ToUniversalTime(), body.To?.ToUniversalTime(), cancellationToken);
        }
        catch (TrainingException empty)
        {
            return Problems.Invalid(body.From is null && body.To is not null ? "to" : "from", empty.Message);
        }

        return await StartAsync(request, client, id, period, cancellationToken);
    }

    private async Task<IResult> StartAsync(
        HttpRequest request, DurableTaskClient client, string id, Period period, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var asked = new Revalidation(Guid.CreateVersion7(now).ToString("N"), now, RevalidationState.Running, period.From, period.To);
        IEnumerable<Revalidation> outdated = [];
        var changed = await assets.UpdateAsync(
            id,
            found =>
            {
                outdated = found.Asset.Revalidations.Skip(MostRevalidations - 1);
                return found.Asset with { Revalidations = [asked, .. found.Asset.Revalidations.Take(MostRevalidations - 1)] };
            },
            cancellationToken);
        if (changed is null)
        {
            return AssetFunctions.NoSuchAsset(id);
        }

        // It is recorded: a client that hangs up now gets its result all the same.
        var orchestrations = new DurableOrchestrations(client);
        await orchestrations.StartRevalidationAsync(id, asked.Id, asked.OrchestrationId, CancellationToken.None);
        foreach (var forgotten in outdated)
        {
            await purge.RunAsync(forgotten.OrchestrationId, orchestrations, CancellationToken.None);
        }

        request.HttpContext.Response.Headers.Location = $"/api/assets/{id}";
        return EntityTags.Json(request, changed.Asset, changed.Version, StatusCodes.Status202Accepted);
    }
}
