using Azure.Data.Tables;
using CsCheck;
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
        await _clients.Table("JobNumbers").CreateAsync();
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
        var index = _clients.Table("JobNumbers").Query<TableEntity>(cancellationToken: TestContext.Current.CancellationToken).Single();
        await _clients.Table("JobNumbers").DeleteEntityAsync(index, cancellationToken: TestContext.Current.CancellationToken);

        var found = await _jobs.FindIdAsync(job.Number, TestContext.Current.CancellationToken);

        Assert.Equal(job.Id, found);
        Assert.Single(_clients.Table("JobNumbers").Query<TableEntity>(cancellationToken: TestContext.Current.CancellationToken));
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
    public async Task List_of_a_symbol_has_the_jobs_that_train_on_it_alone_and_beside_others()
    {
        var alone = await CreateAsync(Noon);
        var both = await CreateAsync(Noon.AddMinutes(1), symbols: ["ETHUSDT", "BTCUSDT"]);
        await CreateAsync(Noon.AddMinutes(2), symbols: ["ETHUSDT", "BTCUSDTX"]);

        var page = await _jobs.ListAsync(new JobFilter(Symbol: "BTCUSDT"), 10, null, TestContext.Current.CancellationToken);

        Assert.Equal([both.Id, alone.Id], page.Items.Select(job => job.Id));
    }

    [Fact]
    public async Task Find_gives_back_what_was_recorded()
    {
        var created = await CreateAsync(Noon);
        var finished = await _jobs.UpdateAsync(
            created.Id, job => job.Finish(JobState.Failed, new string('n', 70_000), Noon.AddSeconds(2)),
            TestContext.Current.CancellationToken);

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

    [Fact]
    public Task Pages_list_every_lasting_job_once_and_newest_first_while_others_come_and_go() =>
        Gen.Select(Gen.Int[0, 200].Array[1, 15], Gen.Int[1, 5], Gen.Bool.Array[40]).SampleAsync(
            async (minutes, limit, additions) =>
            {
                // A list of its own for every sample: the strategy's name.
                var strategy = Guid.NewGuid().ToString("N");
                var lasting = await Task.WhenAll(minutes.Select(minute => CreateAsync(Noon.AddMinutes(minute), strategy)));
                var (passing, listed) = (new Stack<TrainingJob>(), new List<TrainingJob>());
                string? token = null;
                foreach (var isAddition in additions)
                {
                    var page =
                        await _jobs.ListAsync(new JobFilter(Strategy: strategy), limit, token, TestContext.Current.CancellationToken);
                    listed.AddRange(page.Items);
                    if ((token = page.ContinuationToken) is null)
                    {
                        break;
                    }

                    // Also the job at which a page ended may be gone when the next is read.
                    if (isAddition)
                    {
                        passing.Push(await CreateAsync(Noon.AddMinutes(100), strategy));
                    }
                    else if (passing.TryPop(out var gone))
                    {
                        await _jobs.DeleteAsync(gone, TestContext.Current.CancellationToken);
                    }
                }

                Assert.Null(token);
                Assert.Equal(listed.DistinctBy(job => job.Id).Count(), listed.Count);
                Assert.Equal(listed.Select(job => job.CreatedAt).OrderDescending(), listed.Select(job => job.CreatedAt));
                Assert.Equal(
                    lasting.Select(job => job.Id).Order(), listed.Select(job => job.Id).Intersect(lasting.Select(job => job.Id)).Order());
            },
            iter: 15, threads: 1);

    [Fact]
    public async Task A_token_of_another_list_is_refused()
    {
        var jobs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => CreateAsync(Noon)));
        var token = (await _jobs.ListAsync(
            new JobFilter(JobState.Queued), 1, null, TestContext.Current.CancellationToken)).ContinuationToken;

        Assert.NotNull(token);
        foreach (var filter in new[] { new JobFilter(), new JobFilter(JobState.Failed), new JobFilter(
            JobState.Queued, jobs[0].Request.Strategy) })
        {
            await Assert.ThrowsAsync<FormatException>(() => _jobs.ListAsync(filter, 1, token, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Read_unfinished_gives_who_waits_or_runs_and_on_wish_only_the_young()
    {
        var (old, young, ended) = (await CreateAsync(Noon.AddHours(-2)), await CreateAsync(Noon), await CreateAsync(Noon));
        await _jobs.UpdateAsync(old.Id, job => job with { State = JobState.Running }, TestContext.Current.CancellationToken);
        await _jobs.UpdateAsync(ended.Id, job => job.Finish(JobState.Completed, null, Noon), TestContext.Current.CancellationToken);

        Assert.Equal([young.Id, old.Id], await _jobs.ReadUnfinishedAsync(null, TestContext.Current.CancellationToken));
        Assert.Equal([young.Id], await _jobs.ReadUnfinishedAsync(Noon, TestContext.Current.CancellationToken));
        Assert.Empty(await _jobs.ReadUnfinishedAsync(Noon.AddMilliseconds(1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Read_ended_gives_finished_jobs_with_a_journal_newest_first()
    {
        var (old, young, emptied, _) =
            (await CreateAsync(Noon), await CreateAsync(Noon.AddHours(2)), await CreateAsync(Noon), await CreateAsync(Noon));
        foreach (var job in new[] { old, young, emptied })
        {
            await _jobs.UpdateAsync(
                job.Id,
                found =>
                    found.Finish(JobState.Cancelled, null, Noon.AddHours(3)) with
                    {
                        Attempt = 2,
                        JournalRemovedAt = job == emptied ? Noon : null,
                    },
                TestContext.Current.CancellationToken);
        }

        var ended = await _jobs.ReadEndedAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([new EndedJob(young.Id, 2, Noon.AddHours(3)), new EndedJob(old.Id, 2, Noon.AddHours(3))], ended);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<TrainingJob> CreateAsync(DateTimeOffset createdAt, string strategy = "liquidity-sweep", string[]? symbols = null)
    {
        var sample = JobSamples.Make(_jobs.NewId(createdAt), await _jobs.TakeNumberAsync(TestContext.Current.CancellationToken), createdAt);
        var job = sample with
        {
            Request = sample.Request with
            {
                Strategy = strategy,
                Symbols = symbols,
                Symbol = symbols is null ? sample.Request.Symbol : null,
            },
        };
        Assert.True(await _jobs.TryAddAsync(job, TestContext.Current.CancellationToken));
        return job;
    }
}
