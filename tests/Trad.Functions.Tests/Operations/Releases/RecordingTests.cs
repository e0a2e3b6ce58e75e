using System.Net.Http.Json;
using Trad.Candles;
using Trad.Functions.Assets;
using Trad.Functions.Backfills;
using Trad.Functions.Operations.Releases;
using Trad.Functions.Tests.Assets;
using Trad.Functions.Tests.Backfills;
using Trad.Functions.Training;
using Trad.Training;
using Trad.Training.Assets;

namespace Trad.Functions.Tests.Operations.Releases;

/// <summary>Runs what is under way when a release may come, and keeps its histories when that is asked for.</summary>
public sealed class RecordingTests(TrainedAssets trained) : IClassFixture<TrainedAssets>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Orchestrations_carry_the_version_and_are_recorded_when_asked_for()
    {
        var one = await trained.RunAsync(TrainedAssets.Request(seed: 7, trials: 12));
        var two = await trained.RunAsync(TrainedAssets.Request(seed: 8, trials: 8) with { Symbol = null, Symbols = ["BTCUSDT", "ETHUSDT"] });
        await RevalidateAsync(one.AssetId!);
        await EndedBackfill.RunAsync(trained.App.Http, "SOLUSDT", Cancellation);

        var names = new Dictionary<string, string>(StringComparer.Ordinal) { [one.Id] = "training", [two.Id] = "training-of-two" };
        await foreach (var instance in trained.App.Durable.GetAllInstancesAsync())
        {
            if (instance.Name != nameof(TrainingOrchestrator))
            {
                names.TryAdd(instance.InstanceId, instance.Name);
            }
        }

        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (id, name) in names)
        {
            var recorded = await RecordedOrchestration.ReadAsync(trained.App.Services, id, Cancellation);
            Assert.Equal(OrchestrationVersion.Current, recorded.Instance.Version);
            if (kept.Add(name) && Environment.GetEnvironmentVariable(RecordedOrchestration.Asked) == "1")
            {
                await recorded.SaveAsync(name);
            }
        }

        Assert.True(kept.Count >= 5, string.Join(", ", kept));
    }

    private async Task RevalidateAsync(string asset)
    {
        var holdOut = (await trained.GetAsync(asset)).Split.HoldOut!;
        using var accepted = await trained.App.Http.PostAsJsonAsync(
            $"api/assets/{asset}/revalidate", new RevalidationRequest(holdOut.From, holdOut.To), TradJson.Options, Cancellation);
        Assert.True(accepted.IsSuccessStatusCode, await accepted.Content.ReadAsStringAsync(Cancellation));
        while ((await trained.GetAsync(asset)).Revalidations is not [.., { State: not RevalidationState.Running }])
        {
            await Task.Delay(20, Cancellation);
        }
    }
}
