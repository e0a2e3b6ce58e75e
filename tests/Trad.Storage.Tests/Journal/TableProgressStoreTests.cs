using Trad.Storage.Jobs;
using Trad.Storage.Journal;
using Trad.Testing;
using Trad.Training.Jobs;

namespace Trad.Storage.Tests.Journal;

public sealed class TableProgressStoreTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2025, 6, 30, 12, 0, 0, TimeSpan.Zero);

    private static readonly PhaseLog Phases = PhaseLog.Begin(JobPhase.Queued, Noon).Enter(JobPhase.Evaluating, Noon.AddSeconds(1));

    private TableProgressStore _progress = null!;
    private TableJobJournal _journal = null!;
    private string _job = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var clients =
            new StorageClients(new StorageOptions { ConnectionString = azurite.ConnectionString, TablePrefix = azurite.NewName() });
        await clients.Table("Journal").CreateAsync(Cancellation);
        _progress = new TableProgressStore(clients);
        _journal = new TableJobJournal(clients);
        _job = JobKey.NewId(Noon);
    }

    [Fact]
    public async Task Write_behind_what_another_host_wrote_does_not_fall_back()
    {
        var mine = await _progress.WriteAsync(_job, 1, At(5), Phases, Noon, null, Cancellation);
        await _progress.WriteAsync(_job, 1, At(9), Phases, Noon, null, Cancellation);

        await _progress.WriteAsync(_job, 1, At(7), Phases, Noon.AddSeconds(1), mine.Version, Cancellation);

        var found = await _progress.FindAsync(_job, Cancellation);
        Assert.Equal(At(9).Percent, found!.Progress!.Percent);
        Assert.Equal(9, found.Progress.TrialsCompleted);
        Assert.Equal(Noon.AddSeconds(1), found.At);
    }

    [Fact]
    public async Task Cancellation_is_found_by_the_next_write_whether_or_not_anything_was_written_before()
    {
        await _progress.RequestCancelAsync(_job, 1, Cancellation);
        var first = await _progress.WriteAsync(_job, 1, At(1), Phases, Noon, null, Cancellation);
        await _progress.WriteAsync(_job, 1, At(2), Phases, Noon, first.Version, Cancellation);
        var ofAnotherHost = await _progress.WriteAsync(_job, 1, At(2), Phases, Noon, null, Cancellation);

        Assert.True(first.IsCancelRequested);
        Assert.True(ofAnotherHost.IsCancelRequested);
        Assert.False((await _progress.WriteAsync(_job, 2, At(2), Phases, Noon, null, Cancellation)).IsCancelRequested);
    }

    [Fact]
    public async Task Write_of_an_earlier_attempt_is_ignored()
    {
        await _progress.WriteAsync(_job, 2, At(3), Phases, Noon, null, Cancellation);
        await _progress.WriteAsync(_job, 1, At(9), Phases, Noon, null, Cancellation);

        Assert.Equal(3, (await _progress.FindAsync(_job, Cancellation))!.Progress!.TrialsCompleted);
    }

    [Fact]
    public async Task Write_tells_the_phases_of_whoever_is_further()
    {
        var earlier = PhaseLog.Begin(JobPhase.Queued, Noon).Enter(JobPhase.Fitting, Noon.AddSeconds(1));
        await _progress.WriteAsync(_job, 1, At(9), Phases, Noon, null, Cancellation);

        await _progress.WriteAsync(_job, 1, At(7) with { Phase = JobPhase.Fitting }, earlier, Noon, null, Cancellation);

        var found = await _progress.FindAsync(_job, Cancellation);
        Assert.Equal(JobPhase.Evaluating, found!.Progress!.Phase);
        Assert.Equal(Phases.Timings(Noon.AddSeconds(3)), found.Phases!.Timings(Noon.AddSeconds(3)));
    }

    [Fact]
    public async Task Cancellation_of_an_attempt_does_not_make_the_progress_of_an_earlier_one_its_own()
    {
        await _progress.WriteAsync(_job, 1, At(9), Phases, Noon, null, Cancellation);

        await _progress.RequestCancelAsync(_job, 2, Cancellation);

        Assert.Equal(
            (1, false), (await _progress.FindAsync(_job, Cancellation)) is var found ? (found!.Attempt, found.IsCancelRequested) : default);
        var written = await _progress.WriteAsync(_job, 2, At(1), Phases, Noon, null, Cancellation);
        Assert.Equal((1, true), (written.Progress!.TrialsCompleted, written.IsCancelRequested));
    }

    [Fact]
    public async Task Write_after_the_job_was_removed_leaves_nothing_and_asks_for_cancellation()
    {
        var written = await _progress.WriteAsync(_job, 1, At(9), Phases, Noon, null, Cancellation);
        await _journal.DeleteAsync(_job, Cancellation);

        var late = await _progress.WriteAsync(_job, 1, At(10), Phases, Noon, written.Version, Cancellation);

        Assert.True(late.IsCancelRequested);
        Assert.Null(await _progress.FindAsync(_job, Cancellation));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static JobProgress At(int trials) => JobProgress.At(JobPhase.Evaluating, trials, 20, null, TimeSpan.FromSeconds(trials));
}
