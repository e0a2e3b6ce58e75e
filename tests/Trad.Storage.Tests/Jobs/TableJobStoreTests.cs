using Trad.Storage.Jobs;
using Trad.Testing;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Storage.Tests.Jobs;

public sealed class TableJobStoreTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2025, 6, 30, 12, 0, 0, TimeSpan.Zero);

    private TableJobStore _jobs = null!;

    public async ValueTask InitializeAsync()
    {
        var clients = new StorageClients(new StorageOptions { ConnectionString = azurite.ConnectionString, TablePrefix = azurite.NewName() });
        await clients.Table("Jobs").CreateAsync();
        _jobs = new TableJobStore(clients);
    }

    [Fact]
    public async Task Create_many_at_once_gives_every_job_a_number_of_its_own()
    {
        var jobs = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CreateAsync(Noon)));

        Assert.Equal(Enumerable.Range(1, 20), jobs.Select(job => job.Number).Order());
        Assert.Equal(20, jobs.Select(job => job.Id).Distinct().Count());
    }

    [Fact]
    public async Task Find_gives_back_what_was_recorded()
    {
        var created = await CreateAsync(Noon);
        var finished = await _jobs.UpdateAsync(
            created.Id, job => job.Fail("no candles", Noon.AddSeconds(2)), TestContext.Current.CancellationToken);

        var found = await _jobs.FindAsync(created.Id, TestContext.Current.CancellationToken);

        Assert.Equivalent(finished, found, strict: true);
        Assert.Equal(JobState.Failed, found!.State);
        Assert.Equal("no candles", found.Error);
        Assert.Equal(2000, found.Progress.ElapsedMs);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("' or PartitionKey eq 'counter")]
    [InlineData("00000000000000000000000000000000")]
    public async Task Find_unknown_identity_is_nothing(string id) =>
        Assert.Null(await _jobs.FindAsync(id, TestContext.Current.CancellationToken));

    [Fact]
    public async Task List_pages_are_newest_first_without_repeats()
    {
        for (var i = 0; i < 7; i++)
        {
            await CreateAsync(Noon.AddMinutes(i));
        }

        var numbers = new List<int>();
        string? token = null;
        do
        {
            var page = await _jobs.ListAsync(3, token, TestContext.Current.CancellationToken);
            numbers.AddRange(page.Items.Select(job => job.Number));
            token = page.ContinuationToken;
        }
        while (token is not null);

        Assert.Equal([7, 6, 5, 4, 3, 2, 1], numbers);
    }

    [Fact]
    public async Task Update_changes_made_at_once_are_all_applied()
    {
        var job = await CreateAsync(Noon);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => _jobs.UpdateAsync(
            job.Id, found => found with { Warnings = [.. found.Warnings, $"{i}"] }, TestContext.Current.CancellationToken)));

        var found = await _jobs.FindAsync(job.Id, TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"{i}"), found!.Warnings.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Progress_is_reported_without_touching_anything_else()
    {
        var job = await CreateAsync(Noon);
        var progress = JobProgress.At(JobPhase.Fitting, 3, 20, 1.25, TimeSpan.FromSeconds(1));

        await _jobs.ReportProgressAsync(job.Id, progress, TestContext.Current.CancellationToken);

        var found = await _jobs.FindAsync(job.Id, TestContext.Current.CancellationToken);
        Assert.Equivalent(job with { Progress = progress }, found, strict: true);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<TrainingJob> CreateAsync(DateTimeOffset createdAt) => _jobs.CreateAsync(
        createdAt,
        (id, number) => new TrainingJob
        {
            Id = id,
            Number = number,
            State = JobState.Queued,
            CreatedAt = createdAt,
            Request = new TrainingRequest { Strategy = "liquidity-sweep", Exchange = "binance", Symbol = "BTCUSDT", Interval = "5m", Trials = 20 },
            Seed = 42,
            Progress = JobProgress.Waiting(20),
        },
        TestContext.Current.CancellationToken);
}
