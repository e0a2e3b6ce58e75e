using Microsoft.Playwright;
using Trad.Browser.Tests.Hosting;
using Trad.LocalHost.Hosting;
using Trad.Storage;
using Trad.Storage.Jobs;
using Trad.Testing;
using Trad.Training.Jobs;

namespace Trad.Browser.Tests.Pages;

/// <summary>The jobs page when there are more jobs than it loads at once.</summary>
public sealed class ManyJobsTests(SharedBrowser browser) : IAsyncLifetime
{
    private const int Jobs = 130;
    private const int FailedJob = 3;

    private static readonly DateTimeOffset Noon = new(2025, 6, 30, 12, 0, 0, TimeSpan.Zero);

    private readonly AzuriteFixture _azurite = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _azurite.InitializeAsync();

    [Fact]
    public async Task Jobs_come_page_by_page_and_a_failed_one_is_found_wherever_it_is()
    {
        await using var session = await HostSession.StartAsync(
            new HostSettings(0, "", new StorageSetting(_azurite.ConnectionString, "the test"), Verbose: false), _ => { }, Cancellation);
        var store = new TableJobStore(new StorageClients(new StorageOptions { ConnectionString = _azurite.ConnectionString }));
        for (var number = 1; number <= Jobs; number++)
        {
            Assert.True(await store.TryAddAsync(Ended(store, number), Cancellation));
        }

        await using var visitor = await Visitor.ComeAsync(browser, session.Address);
        var rows = visitor.Page.Locator("table.jobs tbody tr");
        await visitor.GoAsync("jobs");
        await Assertions.Expect(rows).ToHaveCountAsync(50);
        await Assertions.Expect(rows.First).ToContainTextAsync($"#{Jobs}");

        await visitor.Page.GetByRole(AriaRole.Radio, new() { Name = "Failed", Exact = true }).CheckAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await Assertions.Expect(rows.First).ToContainTextAsync($"#{FailedJob}");

        // The failed job is loaded now, but those between it and the newest are not.
        await visitor.Page.GetByRole(AriaRole.Radio, new() { Name = "All", Exact = true }).CheckAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(50);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Show older jobs" }).ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(100);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Show older jobs" }).ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(Jobs);
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Show older jobs" })).ToBeHiddenAsync();
        Assert.Empty(visitor.Errors);
    }

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();

    private static TrainingJob Ended(TableJobStore store, int number)
    {
        var createdAt = Noon.AddMinutes(number);
        var job = new TrainingJob
        {
            Id = store.NewId(createdAt),
            Number = number,
            State = JobState.Queued,
            CreatedAt = createdAt,
            QueuedAt = createdAt,
            StartedAt = createdAt,
            Request = DashboardHost.Request(seed: number, trials: 20),
            Seed = number,
            Progress = JobProgress.Waiting(20),
        };
        return number == FailedJob
            ? job.Finish(JobState.Failed, "The candles are missing.", createdAt.AddSeconds(1))
            : job.Finish(JobState.Completed, null, createdAt.AddSeconds(1));
    }
}
