using System.Text.Json.Nodes;
using Trad.EndToEnd.Tests.Hosting;
using Trad.Functions.Assets;
using Trad.LocalHost.Client;
using Trad.Training.Assets;

namespace Trad.EndToEnd.Tests.Assets;

/// <summary>The command <c>assets</c> and the typed client against a serving host.</summary>
public abstract class AssetsCommandTests(ServingHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Assets_are_listed_shown_exported_revalidated_and_deleted_by_job_number()
    {
        var asset = await TrainAsync(seed: 71);
        var number = $"#{asset.JobNumber}";

        var list = await RunAsync("list", "--json");
        var show = await RunAsync("show", number);
        var export = await RunAsync("export", number, "--format", "freqtrade");
        var revalidate = await RunAsync("revalidate", asset.Id[..10], "--from", "2025-06-25");
        var delete = await RunAsync("delete", asset.Id, "--permanent", "--yes");
        var gone = await RunAsync("show", number);

        Assert.Contains(JsonNode.Parse(list.Output)!.AsArray(), listed => (string?)listed!["id"] == asset.Id);
        Assert.Contains("Hold-out", show.Output, StringComparison.Ordinal);
        Assert.Contains("In sample", show.Output, StringComparison.Ordinal);
        Assert.Contains("LiquiditySweep.py", export.Output, StringComparison.Ordinal);
        Assert.Contains("decay", revalidate.Output, StringComparison.Ordinal);
        Assert.All([list, show, export, revalidate, delete], command => Assert.Equal((0, ""), (command.ExitCode, command.Errors)));
        Assert.Equal(1, gone.ExitCode);
        Assert.Equal($"error: There is no asset '{number}'.", gone.Errors.Trim());
    }

    [Fact]
    public async Task Client_reaches_every_asset_endpoint_with_types()
    {
        var first = await TrainAsync(seed: 72);
        var second = await TrainAsync(seed: 73);
        var assets = host.Client.Assets;

        var changed = await assets.ChangeAsync(first.Id, new AssetChange(Name: "First"), Cancellation);
        var found =
            await assets.ListAsync(new AssetFilter(Search: "First", Stage: first.Stage, Sort: "-holdOut.sharpe"), 10, null, Cancellation);
        var comparison = await assets.CompareAsync([first.Id, second.Id], Cancellation);
        var equity = await assets.GetEquityAsync(first.Id, 100, Cancellation);
        var trades = await assets.ListTradesAsync(first.Id, 1000, null, Cancellation);
        var months = await assets.ListMonthsAsync(first.Id, Cancellation);
        await using var file = await assets.OpenFileAsync(first.Id, AssetFile.Trades, "csv", Cancellation);
        var csv = await new StreamReader(file).ReadToEndAsync(Cancellation);
        await assets.DeleteAsync(second.Id, isPermanent: false, Cancellation);
        var refused = await Assert.ThrowsAsync<TradApiException>(() => assets.GetAsync(second.Id, Cancellation));
        var restored = await assets.RestoreAsync(second.Id, Cancellation);
        var revalidated = await assets.RevalidateAsync(first.Id, new RevalidationRequest(From: first.Split.HoldOut!.From), Cancellation);

        Assert.Equal("First", changed.Name);
        Assert.Equal(first.Id, Assert.Single(found.Items).Id);
        Assert.Equal(2, comparison.Assets.Count);
        Assert.InRange(equity.Points.Count, 10, 100);
        Assert.Equal(trades.Items.Count + 1, csv.TrimEnd().Split('\n').Length);
        Assert.NotEmpty(months);
        Assert.Contains("There is no asset", refused.Message, StringComparison.Ordinal);
        Assert.Equal(second.InSample, restored.InSample);
        Assert.Single(revalidated.Revalidations);
    }

    private async Task<TrainedAsset> TrainAsync(long seed)
    {
        var started = await host.Client.StartTrainingAsync(ServingHost.Request(seed, trials: 3), Cancellation);
        var job = await host.WaitAsync(started.Id);
        return await host.Client.Assets.GetAsync(job.AssetId!, Cancellation);
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        TradProcess.RunAsync(["assets", .. arguments, "--port", $"{host.Address.Port}"]);
}
