using System.Net.Http.Json;
using Trad.Functions.Tests.Assets;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.Functions.Tests.Training;

/// <summary>Conditions that are hardly meant are told before, during and after a training.</summary>
public sealed class UnusualConditionsTests(TrainedAssets trained) : IClassFixture<TrainedAssets>
{
    private const string Warning = "feeRate is 0.1, which means 10 % of the notional at each entry and each exit; usual is 0.02 % to 0.6 %. Fractions are asked for, not percentages: 0.1 % is 0.001.";

    [Fact]
    public async Task Fee_of_ten_per_cent_is_told_by_the_dry_run_the_job_and_its_asset_once_each()
    {
        var request = TrainedAssets.Request(seed: 5, trials: 2) with { FeeRate = 0.1 };

        using var answer = await trained.App.Http.PostAsJsonAsync(
            "api/training/jobs?dryRun=true", request, TradJson.Options, TestContext.Current.CancellationToken);
        var forecast = (await answer.Content.ReadFromJsonAsync<TrainingForecast>(TradJson.Options, TestContext.Current.CancellationToken))!;
        var job = await trained.RunAsync(request);
        var asset = await trained.GetAsync(job.AssetId!);

        Assert.All([forecast.Warnings, job.Warnings, asset.Warnings], warnings => Assert.Single(warnings, warning => warning == Warning));
    }
}
