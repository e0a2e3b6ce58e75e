using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Trad.Functions.Tests.Assets;

namespace Trad.Functions.Tests.Training;

/// <summary>What a job says of itself when it has ended: of the trial that it published, which need not be the search's best.</summary>
public sealed class JobOutcomeTests(TrainedAssets trained) : IClassFixture<TrainedAssets>
{
    [Theory]
    [InlineData(1, 6, false)]
    [InlineData(3, 12, true)]
    public async Task Log_and_job_tell_the_published_trial_and_its_hold_out(long seed, int trials, bool isAnother)
    {
        var job = await trained.RunAsync(TrainedAssets.Request(seed, trials));

        var asset = await trained.GetAsync(job.AssetId!);
        var log = await trained.App.Http.GetFromJsonAsync<JsonNode>(
            $"api/training/jobs/{job.Id}/logs?limit=1000", TestContext.Current.CancellationToken);
        Assert.Equal(isAnother, asset.Trial != job.Best!.Trial);
        Assert.Equal(asset.HoldOut!.TotalReturn, job.HoldOutReturn);
        Assert.StartsWith(
            isAnother
                ? $"Completed: trial {asset.Trial} of {trials} is published; trial {job.Best.Trial} scored best in sample."
                : $"Completed: trial {asset.Trial} of {trials} is published, which scored best in sample.",
            (string)log!["items"]!.AsArray()[^1]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Job_without_a_hold_out_tells_none()
    {
        var job = await trained.RunAsync(TrainedAssets.Request(seed: 3) with { HoldOut = 0 });

        Assert.NotNull(job.AssetId);
        Assert.Null(job.HoldOutReturn);
    }
}
