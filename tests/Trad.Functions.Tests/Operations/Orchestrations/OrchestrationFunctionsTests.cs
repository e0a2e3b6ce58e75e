using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trad.Functions.Backfills;
using Trad.Functions.Operations.Orchestrations;
using Trad.Functions.Tests.Assets;
using Trad.Functions.Tests.Backfills;
using Trad.MarketData.Backfills;
using Trad.Testing;
using Trad.Training;

namespace Trad.Functions.Tests.Operations.Orchestrations;

/// <summary>The orchestrations of real trainings over HTTP.</summary>
public sealed class OrchestrationFunctionsTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Root = "api/system/orchestrations";

    private readonly TrainedAssets _trained = new(azurite);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private HttpClient Http => _trained.App.Http;

    public ValueTask InitializeAsync() => _trained.InitializeAsync();

    public ValueTask DisposeAsync() => _trained.DisposeAsync();

    [Fact]
    public async Task Orchestration_of_a_training_tells_its_steps_and_run_again_leaves_the_ended_job_as_it_was()
    {
        var id = _trained.Shared.JobId;

        var history = (await Http.GetFromJsonAsync<OrchestrationHistory>($"{Root}/{id}/history", TradJson.Options, Cancellation))!;

        Assert.Equal(OrchestrationEventKind.Started, history.Events[0].Kind);
        Assert.Equal((OrchestrationEventKind.Ended, "completed"), (history.Events[^1].Kind, history.Events[^1].Status));
        var answers = history.Events.Where(each => each.Kind == OrchestrationEventKind.ActivityCompleted).ToList();
        Assert.Superset(
            new HashSet<string?> { "PrepareTraining", "ProposeTrials", "EvaluateTrials", "PublishAsset", "FinishTraining" },
            answers.Select(each => each.Name).ToHashSet());
        Assert.All(answers, each => Assert.InRange(each.ScheduledAt!.Value, history.Events[0].Time, each.Time));
        Assert.Equal(
            answers.Select(each => each.TaskId).Order(),
            history.Events.Where(each => each.Kind == OrchestrationEventKind.ActivityScheduled).Select(each => each.TaskId).Order());

        var before = await RecordsAsync(id);
        using var restarted = await Http.PostAsync($"{Root}/{id}/restart", null, Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, restarted.StatusCode);
        await _trained.App.Durable.WaitForInstanceCompletionAsync(id, Cancellation);

        Assert.Equal(before, await RecordsAsync(id));
    }

    [Theory]
    [InlineData("?status=lost", "status: is 'lost'; allowed is one of pending, running, suspended, completed, failed, terminated")]
    [InlineData("?limit=0", "limit")]
    [InlineData("/nobody/history?maxPayload=100001", "maxPayload: is '100001'; allowed is a whole number from 0 to 100000")]
    [InlineData("/nobody/history?maxPayload=", "maxPayload")]
    public async Task What_is_asked_wrongly_is_refused_by_its_name(string address, string expected)
    {
        using var refused = await Http.GetAsync(Root + address, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(
            expected, (string)(await refused.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backfill_whose_orchestration_is_purged_before_it_recorded_its_end_is_told_as_failed()
    {
        var log = _trained.App.Services.GetRequiredService<IBackfillLog>();
        Assert.True(BackfillRunId.TryParse(await EndedBackfill.RunAsync(Http, "SOLUSDT", Cancellation), out var run));
        var record = (await log.FindAsync(run, Cancellation))!;
        await log.SaveAsync(record with { State = BackfillStatus.Running, EndedAt = null }, Cancellation);

        using var purged = await Http.DeleteAsync($"{Root}/{run.Instance}", Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, purged.StatusCode);

        var one = await Http.GetFromJsonAsync<BackfillState>($"api/backfills/{run}", TradJson.Options, Cancellation);
        var page = await Http.GetFromJsonAsync<ListPage<BackfillState>>("api/backfills", TradJson.Options, Cancellation);
        Assert.Equal(BackfillStatus.Failed, one!.State);
        Assert.Contains("ended or forgotten", one.Error, StringComparison.Ordinal);
        Assert.Equal(BackfillStatus.Failed, page!.Items.Single(each => each.Id == one.Id).State);
    }

    // The job, its trials, and the assets that there are.
    private async Task<string> RecordsAsync(string id) =>
        await Http.GetStringAsync($"api/training/jobs/{id}", Cancellation)
        + await Http.GetStringAsync($"api/training/jobs/{id}/trials", Cancellation)
        + await Http.GetStringAsync("api/assets", Cancellation);
}
