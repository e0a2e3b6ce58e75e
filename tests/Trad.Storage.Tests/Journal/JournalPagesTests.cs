using CsCheck;
using Trad.Optimization;
using Trad.Optimization.Spaces;
using Trad.Storage.Jobs;
using Trad.Storage.Journal;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.Storage.Tests.Journal;

/// <summary>Pages of logs and trials, against reading the whole journal.</summary>
public sealed class JournalPagesTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2025, 6, 30, 12, 0, 0, TimeSpan.Zero);

    private TableJobJournal _journal = null!;
    private JournalLogStore _logs = null!;
    private JournalTrialStore _trials = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var clients =
            new StorageClients(new StorageOptions { ConnectionString = azurite.ConnectionString, TablePrefix = azurite.NewName() });
        await clients.Table("Journal").CreateAsync(Cancellation);
        (_journal, _logs, _trials) = (new TableJobJournal(clients), new JournalLogStore(clients), new JournalTrialStore(clients));
    }

    [Fact]
    public Task Log_pages_of_any_size_and_level_together_are_the_log() =>
        Gen.Select(Gen.Enum<JobLogLevel>(), Gen.Int[1, 20_000]).Array[0, 6].Array[1, 30].Select(Gen.Enum<JobLogLevel>(), Gen.Int[1, 40])
            .SampleAsync(
            async (appends, level, limit) =>
            {
                var job = JobKey.NewId(Noon);
                foreach (var append in appends)
                {
                    await _journal.AppendAsync(job, 1, [.. append.Select(line => Line(line.Item1, new string('x', line.Item2)))]);
                }

                var pages = await ReadPagesAsync(token => _logs.ListAsync(job, level, limit, token, Cancellation));

                var whole = (await _journal.ReadAsync(job, -1, Cancellation)).Where(happened => happened.Level >= level)
                    .Select(happened => happened.Sequence);
                Assert.Equal(whole, pages.SelectMany(page => page.Items).Select(line => line.Sequence));
                Assert.All(pages.SkipLast(1), page => Assert.Equal(limit, page.Items.Count));
            },
            iter: 15);

    [Fact]
    public async Task Log_pages_while_lines_are_appended_give_every_line_once_in_order()
    {
        var job = JobKey.NewId(Noon);
        for (var i = 0; i < 30; i++)
        {
            await _journal.AppendAsync(job, 1, [Line(JobLogLevel.Info, $"{i}")]);
        }

        var next = 30;
        var pages = await ReadPagesAsync(async token =>
        {
            if (next < 60)
            {
                await _journal.AppendAsync(job, 1, [Line(JobLogLevel.Info, $"{next++}"), Line(JobLogLevel.Info, $"{next++}")]);
            }

            return await _logs.ListAsync(job, JobLogLevel.Debug, 4, token, Cancellation);
        });

        Assert.Equal(Enumerable.Range(0, 60).Select(i => $"{i}"), pages.SelectMany(page => page.Items).Select(line => line.Message));
    }

    [Fact]
    public Task Trial_pages_of_any_size_together_are_the_trials_whatever_order_they_ended_in() =>
        Gen.Shuffle(Enumerable.Range(0, 40).ToArray(), 0, 40).Select(Gen.Int[1, 7], Gen.Int[1, 15]).SampleAsync(
            async (ended, chunk, limit) =>
            {
                var job = JobKey.NewId(Noon);
                foreach (var trials in ended.Chunk(chunk))
                {
                    await _journal.AppendAsync(job, 1, [Line(JobLogLevel.Info, "between"), .. trials.Select(Trial)]);
                }

                var pages = await ReadPagesAsync(token => _trials.ListAsync(job, limit, token, Cancellation));

                Assert.Equal(ended.Order(), pages.SelectMany(page => page.Items).Select(trial => trial.Trial));
                Assert.All(pages.SkipLast(1), page => Assert.Equal(limit, page.Items.Count));
            },
            iter: 15);

    [Fact]
    public async Task A_token_of_another_list_is_refused()
    {
        var (job, other) = (JobKey.NewId(Noon), JobKey.NewId(Noon));
        foreach (var id in new[] { job, other })
        {
            await _journal.AppendAsync(
                id, 1, [.. Enumerable.Range(0, 5).SelectMany(i => new[] { Line(JobLogLevel.Warning, $"{i}"), Trial(i) })]);
        }

        var log = (await _logs.ListAsync(job, JobLogLevel.Info, 2, null, Cancellation)).ContinuationToken;
        var trials = (await _trials.ListAsync(job, 2, null, Cancellation)).ContinuationToken;

        await Assert.ThrowsAsync<FormatException>(() => _logs.ListAsync(other, JobLogLevel.Info, 2, log, Cancellation));
        await Assert.ThrowsAsync<FormatException>(() => _logs.ListAsync(job, JobLogLevel.Warning, 2, log, Cancellation));
        await Assert.ThrowsAsync<FormatException>(() => _logs.ListAsync(job, JobLogLevel.Info, 2, trials, Cancellation));
        await Assert.ThrowsAsync<FormatException>(() => _trials.ListAsync(job, 2, log, Cancellation));
        await Assert.ThrowsAsync<FormatException>(() => _trials.ListAsync(other, 2, trials, Cancellation));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<List<ListPage<T>>> ReadPagesAsync<T>(Func<string?, Task<ListPage<T>>> read)
    {
        var pages = new List<ListPage<T>>();
        do
        {
            pages.Add(await read(pages.Count == 0 ? null : pages[^1].ContinuationToken));
        }
        while (pages[^1].ContinuationToken is not null);
        return pages;
    }

    private static JobEvent Line(JobLogLevel level, string message) => JobEvent.OfLog(Noon, level, JobPhase.Evaluating, message);

    private static JobEvent Trial(int number) => JobEvent.OfTrial(
        Noon, new TrialRecord(number, 0, TrialState.Completed, number, new ParameterSet([new("depth", number)]), null, null));
}
