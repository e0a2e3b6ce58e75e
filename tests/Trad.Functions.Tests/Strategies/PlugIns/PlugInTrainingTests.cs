using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Trad.Backtesting.Strategies;
using Trad.Functions.Strategies;
using Trad.Functions.Strategies.PlugIns;
using Trad.Functions.Tests.Hosting;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Jobs;

namespace Trad.Functions.Tests.Strategies.PlugIns;

/// <summary>Strategies in C# of one's own, in a host.</summary>
public sealed class PlugInTrainingTests(AzuriteFixture azurite) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trad-strategies-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private (string, string) Setting => ($"{PlugInOptions.Section}:{nameof(PlugInOptions.Folder)}", _folder);

    [Fact]
    public async Task Strategy_of_a_file_is_trained_and_gone_with_its_host()
    {
        File.WriteAllText(Path.Combine(_folder, "Follower.cs"), PlugInSource.Of("Follower", "plugged-follower"));
        await using (var app = await TrainingApp.StartAsync(azurite, Setting))
        {
            var listed = await app.Http.GetFromJsonAsync<ListPage<StrategyDescription>>(
                "api/strategies", TradJson.Options, TestContext.Current.CancellationToken);
            var job = await app.RunAsync(TrainingApp.Request(trials: 4) with { Strategy = "plugged-follower", MinimumTrades = 0 });

            Assert.Equal(StrategyKind.PlugIn, listed!.Items.Single(each => each.Name == "plugged-follower").Kind);
            Assert.Equal(StrategyKind.BuiltIn, listed.Items.Single(each => each.Name == "liquidity-sweep").Kind);

            Assert.Equal((JobState.Completed, null), (job.State, job.Error));
            Assert.Equal(4, job.Progress.TrialsCompleted);
        }

        Assert.False(StrategyCatalog.TryGet("plugged-follower", out _));
    }

    [Fact]
    public async Task Strategy_of_a_file_has_no_document_over_http_and_cannot_be_changed_or_removed_there()
    {
        File.WriteAllText(Path.Combine(_folder, "Lone.cs"), PlugInSource.Of("Lone", "plugged-lone"));
        await using var app = await TrainingApp.StartAsync(azurite, Setting);

        var read = await app.Http.GetFromJsonAsync<OwnStrategyDescription>(Strategies("/plugged-lone"), TradJson.Options, Cancellation);
        using var put = await app.Http.PutAsync(
            Strategies("/plugged-lone"), new StringContent(WrongRules.Document("plugged-lone")), Cancellation);
        using var delete = await app.Http.DeleteAsync(Strategies("/plugged-lone"), Cancellation);

        Assert.Equal((StrategyKind.PlugIn, null, 0), (read!.Strategy.Kind, read.Document, read.Versions.Count));
        foreach (var refused in new[] { put, delete })
        {
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Contains(
                "comes from the folder of strategies that the host was started with; change or remove its file there, or choose another name.",
                await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task File_that_was_changed_is_told_by_a_clone_a_resumed_job_their_assets_and_a_revalidation()
    {
        var file = Path.Combine(_folder, "Changing.cs");
        File.WriteAllText(file, PlugInSource.Of("Changing", "plugged-changing"));
        await using var app = await TrainingApp.StartAsync(azurite, Setting);
        var job = await app.RunAsync(TrainingApp.Request(trials: 4) with { Strategy = "plugged-changing", MinimumTrades = 0 });
        var first = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
        Assert.Equal(first, job.Request.StrategyHash);
        Assert.DoesNotContain(job.Warnings, warning => warning.Contains("is another", StringComparison.Ordinal));

        File.AppendAllText(file, "\n// changed\n");
        await app.RestartAsync();
        var second = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

        using var cloned = await app.PostAsync(job, "clone");
        var clone = await app.WaitAsync((await cloned.Content.ReadFromJsonAsync<TrainingJob>(TradJson.Options, Cancellation))!);
        using var resumed = await app.PostAsync(job, "resume", new { trials = 2 });
        var longer = await app.WaitAsync((await resumed.Content.ReadFromJsonAsync<TrainingJob>(TradJson.Options, Cancellation))!);

        var told = $"The file of the strategy 'plugged-changing' is another (SHA-256 {second[..12]}…) than the one it was trained with ({first[..12]}…).";
        foreach (var later in new[] { longer, clone })
        {
            Assert.Equal((JobState.Completed, second), (later.State, later.Request.StrategyHash));
            Assert.Contains(later.Warnings, warning => warning.StartsWith(told, StringComparison.Ordinal));
            var asset = (await app.Services.GetRequiredService<IAssetStore>().FindAsync(later.AssetId!, Cancellation))!.Asset;
            Assert.Contains(asset.Warnings, warning => warning.StartsWith(told, StringComparison.Ordinal));
        }

        var old = (await app.Services.GetRequiredService<IAssetStore>().FindAsync(job.AssetId!, Cancellation))!.Asset;
        var measured = await app.Services.GetRequiredService<Revalidator>().MeasureAsync(
            old, new Revalidation("again", old.CreatedAt, RevalidationState.Running, old.Split.InSample.From, old.DataEnd), Cancellation);
        Assert.Contains(measured.Warnings, warning => warning.StartsWith(told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Strategy_of_a_file_that_looks_ahead_fails_the_job_with_its_indicator()
    {
        File.WriteAllText(Path.Combine(_folder, "Prophet.cs"), PlugInSource.Of("Prophet", "plugged-prophet", ahead: 1));
        await using var app = await TrainingApp.StartAsync(azurite, Setting);

        var job = await app.RunAsync(TrainingApp.Request(trials: 4) with { Strategy = "plugged-prophet" });

        Assert.Equal(JobState.Failed, job.State);
        Assert.Matches("^plugged-prophet looks ahead: .*The indicator 'own average [0-9]+' looks ahead", job.Error);
    }

    [Fact]
    public async Task Strategy_of_a_file_that_does_not_end_fails_its_job_at_once_and_can_be_cancelled_before()
    {
        File.WriteAllText(
            Path.Combine(_folder, "Sleeper.cs"),
            PlugInSource.Of("Sleeper", "plugged-sleeper").Replace("var candles =", "System.Threading.Thread.Sleep(-1); var candles =", StringComparison.Ordinal));
        await using (var hasty = await TrainingApp.StartAsync(azurite, Setting, ("Trad:Jobs:BacktestSeconds", "0.5")))
        {
            var failed = await hasty.RunAsync(TrainingApp.Request(trials: 4) with { Strategy = "plugged-sleeper" });

            Assert.Equal(JobState.Failed, failed.State);
            Assert.StartsWith("plugged-sleeper with (length 20) gave no signals within 0.5 s", failed.Error, StringComparison.Ordinal);
            using var check = await hasty.Http.GetAsync(Strategies("/plugged-sleeper/check"), Cancellation);
            Assert.Equal(HttpStatusCode.Conflict, check.StatusCode);
            Assert.Contains(" does not end: ", await check.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }

        await using var patient = await TrainingApp.StartAsync(azurite, Setting);
        var job = await patient.PostAsync(TrainingApp.Request(trials: 4) with { Strategy = "plugged-sleeper" });
        await patient.WaitAsync(job, found => found.Progress.Phase == JobPhase.Loading);
        using var cancelled = await patient.PostAsync(job, "cancel");
        Assert.Equal(JobState.Cancelled, (await patient.WaitAsync(job)).State);
    }

    [Fact]
    public async Task Strategy_of_a_file_that_does_not_end_in_a_trial_fails_the_job_without_another_attempt()
    {
        var trap = WriteTrap("Trap", "plugged-trap");
        await using var app = await TrainingApp.StartAsync(azurite, Setting, ("Trad:Jobs:BacktestSeconds", "0.5"));

        var job = await app.PostStandingAsync(
            TrainingApp.Request(trials: 8, batchSize: 1) with { Strategy = "plugged-trap", Optimizer = "random" }, completed: 1);

        // It is set while the job stands between two rounds, so that a trial falls into it.
        await File.WriteAllTextAsync(trap, "", Cancellation);
        app.OpenGates();
        job = await app.WaitAsync(job);

        Assert.Equal(JobState.Failed, job.State);
        Assert.Matches(@"^plugged-trap with \(length [0-9]+\) gave no signals within 0.5 s", job.Error);
        Assert.InRange(app.Services.GetRequiredService<WatchedComputation>().LeftBehind, 1, 4);
    }

    [Fact]
    public async Task Strategy_of_a_file_that_does_not_end_behind_its_job_is_told_of_by_report_indicators_and_revalidation()
    {
        var trap = WriteTrap("Late", "plugged-late");
        await using var app = await TrainingApp.StartAsync(azurite, Setting, ("Trad:Jobs:BacktestSeconds", "1"));
        var job = await app.RunAsync(TrainingApp.Request(trials: 4) with { Strategy = "plugged-late", MinimumTrades = 0 });
        Assert.Equal((JobState.Completed, null), (job.State, job.Error));
        await File.WriteAllTextAsync(trap, "", Cancellation);

        foreach (var page in new[] { $"api/training/jobs/{job.Id}/best", $"api/assets/{job.AssetId}/indicators" })
        {
            using var answer = await app.Http.GetAsync(new Uri(page, UriKind.Relative), Cancellation);
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            Assert.Matches("plugged-late with .* gave no signals within 1 s| does not end: ", await answer.Content.ReadAsStringAsync(Cancellation));
        }

        var asset = (await app.Services.GetRequiredService<IAssetStore>().FindAsync(job.AssetId!, Cancellation))!.Asset;
        var refused = await Assert.ThrowsAsync<TrainingException>(() => app.Services.GetRequiredService<Revalidator>().MeasureAsync(
            asset, new Revalidation("late", asset.CreatedAt, RevalidationState.Running, asset.Split.InSample.From, asset.DataEnd),
            Cancellation));
        Assert.Contains("'plugged-late' does not end: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strategy_of_a_file_that_breaks_is_named_with_what_it_throws_by_its_job_and_its_check()
    {
        File.WriteAllText(
            Path.Combine(_folder, "Breaker.cs"),
            PlugInSource.Of("Breaker", "plugged-breaker").Replace("candles[t - 1] -", "candles[t - 2] -", StringComparison.Ordinal));
        await using var app = await TrainingApp.StartAsync(azurite, Setting);

        var job = await app.RunAsync(TrainingApp.Request(trials: 4) with { Strategy = "plugged-breaker" });
        using var check = await app.Http.GetAsync(Strategies("/plugged-breaker/check"), Cancellation);

        const string Told = "plugged-breaker breaks: IndexOutOfRangeException, Index was outside the bounds of the array";
        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains(Told, job.Error, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, check.StatusCode);
        Assert.Contains(Told, await check.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strategy_of_a_file_that_hides_a_kept_one_is_told_of_and_the_kept_one_can_be_read_and_removed_but_none_added()
    {
        const string Name = "plugged-hider";
        var rules = WrongRules.Document(Name);
        File.WriteAllText(Path.Combine(_folder, "Other.cs"), PlugInSource.Of("Other", "plugged-other"));
        await using var app = await TrainingApp.StartAsync(azurite, Setting);
        using var kept = await app.Http.PostAsync(Strategies(""), new StringContent(rules), Cancellation);
        Assert.Equal(HttpStatusCode.Created, kept.StatusCode);
        File.WriteAllText(Path.Combine(_folder, "Hider.cs"), PlugInSource.Of("Hider", Name));
        await app.RestartAsync();

        var shown = (await app.Http.GetFromJsonAsync<ListPage<StrategyDescription>>("api/strategies", TradJson.Options, Cancellation))!
            .Items.Single(each => each.Name == Name);
        Assert.Equal((StrategyKind.PlugIn, 1), (shown.Kind, shown.HiddenVersion));
        using var again = await app.Http.PostAsync(Strategies(""), new StringContent(rules), Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Contains(
            "is a strategy in C# of this host; choose another name", await again.Content.ReadAsStringAsync(Cancellation),
            StringComparison.Ordinal);
        using var changed = await app.Http.PutAsync(Strategies($"/{Name}"), new StringContent(rules), Cancellation);
        Assert.Equal(HttpStatusCode.Conflict, changed.StatusCode);
        Assert.Contains("folder of strategies", await changed.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);

        using var read = await app.Http.GetAsync(Strategies($"/{Name}?version=1"), Cancellation);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        using var removed = await app.Http.DeleteAsync(Strategies($"/{Name}"), Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var nothing = await app.Http.DeleteAsync(Strategies($"/{Name}"), Cancellation);
        Assert.Equal(HttpStatusCode.Conflict, nothing.StatusCode);
    }

    [Theory]
    [InlineData("liquidity-sweep", "there is a strategy 'liquidity-sweep' already")]
    [InlineData("No Good", "the strategy's name is 'No Good'; allowed are")]
    public async Task Host_with_a_strategy_of_a_wrong_name_does_not_start(string name, string message)
    {
        File.WriteAllText(Path.Combine(_folder, "Wrong.cs"), PlugInSource.Of("Wrong", name));

        var refused = await Assert.ThrowsAsync<PlugInException>(() => TrainingApp.StartAsync(azurite, Setting));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    private static Uri Strategies(string rest) => new($"api/strategies{rest}", UriKind.Relative);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // A strategy that does not end any more as soon as the file is there whose name is returned.
    private string WriteTrap(string className, string name)
    {
        var set = Path.Combine(_folder, $"{className}.set");
        var trap = $$"""
            if (System.IO.File.Exists(@"{{set}}"))
            {
                System.Threading.Thread.Sleep(-1);
            }

            var candles =
            """;
        File.WriteAllText(
            Path.Combine(_folder, $"{className}.cs"),
            PlugInSource.Of(className, name).Replace("var candles =", trap, StringComparison.Ordinal));
        return set;
    }
}
