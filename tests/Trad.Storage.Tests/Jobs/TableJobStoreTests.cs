using Azure.Data.Tables;
using Trad.Storage.Jobs;
using Trad.Testing;
using Trad.Training.Jobs;

namespace Trad.Storage.Tests.Jobs;

public sealed class TableJobStoreTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2025, 6, 30, 12, 0, 0, TimeSpan.Zero);

    private StorageClients _clients = null!;
    private TableJobStore _jobs = null!;

    public async ValueTask InitializeAsync()
    {
        _clients = new StorageClients(new StorageOptions { ConnectionString = azurite.ConnectionString, TablePrefix = azurite.NewName() });
        await _clients.Table("Jobs").CreateAsync();
        _jobs = new TableJobStore(_clients);
    }

    [Fact]
    public async Task Create_many_at_once_gives_every_job_a_number_of_its_own()
    {
        var jobs = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CreateAsync(Noon)));

        Assert.Equal(Enumerable.Range(1, 20), jobs.Select(job => job.Number).Order());
        Assert.Equal(20, jobs.Select(job => job.Id).Distinct().Count());
    }

    [Fact]
    public async Task Add_same_identity_again_is_refused_and_changes_nothing()
    {
        var job = await CreateAsync(Noon);

        Assert.False(await _jobs.TryAddAsync(job with { Number = 99, Seed = 7 }, TestContext.Current.CancellationToken));

        Assert.Equivalent(job, await _jobs.FindAsync(job.Id, TestContext.Current.CancellationToken), strict: true);
    }

    [Fact]
    public async Task Find_by_number_without_its_index_row_searches_once()
    {
        var job = await CreateAsync(Noon);
        var index = _clients.Table("Jobs").Query<TableEntity>(row => row.PartitionKey == "number", cancellationToken: TestContext.Current.CancellationToken).Single();
        await _clients.Table("Jobs").DeleteEntityAsync(index, cancellationToken: TestContext.Current.CancellationToken);

        var found = await _jobs.FindIdAsync(job.Number, TestContext.Current.CancellationToken);

        Assert.Equal(job.Id, found);
        Assert.Single(_clients.Table("Jobs").Query<TableEntity>(row => row.PartitionKey == "number", cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Find_by_number_gives_the_identity_until_the_job_is_deleted()
    {
        var job = await CreateAsync(Noon);
        var other = await CreateAsync(Noon);

        Assert.Equal(job.Id, await _jobs.FindIdAsync(job.Number, TestContext.Current.CancellationToken));
        await _jobs.DeleteAsync(job, TestContext.Current.CancellationToken);

        Assert.Null(await _jobs.FindIdAsync(job.Number, TestContext.Current.CancellationToken));
        Assert.Null(await _jobs.FindAsync(job.Id, TestContext.Current.CancellationToken));
        Assert.Equal(other.Id, await _jobs.FindIdAsync(other.Number, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task List_filtered_gives_jobs_that_fit_every_condition()
    {
        var waiting = await CreateAsync(Noon);
        var failed = await CreateAsync(Noon);
        await _jobs.UpdateAsync(failed.Id, job => job.Finish(JobState.Failed, "no candles", Noon), TestContext.Current.CancellationToken);

        async Task<IEnumerable<string>> ListAsync(JobFilter filter) =>
            (await _jobs.ListAsync(filter, 10, null, TestContext.Current.CancellationToken)).Items.Select(job => job.Id);

        Assert.Equal([waiting.Id], await ListAsync(new JobFilter(JobState.Queued, "liquidity-sweep", "BTCUSDT")));
        Assert.Equal([failed.Id], await ListAsync(new JobFilter(JobState.Failed)));
        Assert.Empty(await ListAsync(new JobFilter(Symbol: "' or Symbol ne '")));
    }

    [Fact]
    public async Task Find_gives_back_what_was_recorded()
    {
        var created = await CreateAsync(Noon);
        var finished = await _jobs.UpdateAsync(
            created.Id, job => job.Finish(JobState.Failed, new string('n', 70_000), Noon.AddSeconds(2)), TestContext.Current.CancellationToken);

        var found = await _jobs.FindAsync(created.Id, TestContext.Current.CancellationToken);

        Assert.Equivalent(finished, found, strict: true);
        Assert.Equal(JobState.Failed, found!.State);
        Assert.Equal(70_000, found.Error!.Length);
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
            var page = await _jobs.ListAsync(new JobFilter(), 3, token, TestContext.Current.CancellationToken);
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

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<TrainingJob> CreateAsync(DateTimeOffset createdAt)
    {
        var job = JobSamples.Make(_jobs.NewId(createdAt), await _jobs.TakeNumberAsync(TestContext.Current.CancellationToken), createdAt);
        Assert.True(await _jobs.TryAddAsync(job, TestContext.Current.CancellationToken));
        return job;
    }
}
