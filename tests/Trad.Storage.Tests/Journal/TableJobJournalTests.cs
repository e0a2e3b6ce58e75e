using System.Globalization;
using Azure.Data.Tables;
using CsCheck;
using Trad.Optimization;
using Trad.Optimization.Spaces;
using Trad.Storage.Jobs;
using Trad.Storage.Journal;
using Trad.Testing;
using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.Storage.Tests.Journal;

public sealed class TableJobJournalTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2025, 6, 30, 12, 0, 0, TimeSpan.Zero);

    private StorageClients _clients = null!;
    private TableJobJournal _journal = null!;
    private string _job = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _clients = new StorageClients(new StorageOptions { ConnectionString = azurite.ConnectionString, TablePrefix = azurite.NewName() });
        await _clients.Table("Journal").CreateAsync(Cancellation);
        _journal = new TableJobJournal(_clients);
        _job = JobKey.NewId(Noon);
    }

    [Fact]
    public async Task Append_from_many_writers_on_two_hosts_numbers_without_holes_and_keeps_each_ones_order()
    {
        var other = new TableJobJournal(_clients);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            var journal = writer % 2 == 0 ? _journal : other;
            for (var line = 0; line < 10; line++)
            {
                await journal.AppendAsync(_job, 1, [Line($"{writer}-{line}")]);
            }
        }));

        var events = await _journal.ReadAsync(_job, -1, Cancellation);
        Assert.Equal(Enumerable.Range(0, 80), events.Select(happened => happened.Sequence));
        foreach (var written in events.GroupBy(happened => happened.Message![0]))
        {
            Assert.Equal(
                Enumerable.Range(0, 10), written.Select(happened => int.Parse(happened.Message![2..], CultureInfo.InvariantCulture)));
        }
    }

    [Fact]
    public async Task Append_without_waiting_keeps_the_order_and_is_stored_when_a_later_one_is()
    {
        for (var line = 0; line < 500; line++)
        {
            _ = _journal.AppendAsync(_job, 1, [Line($"{line}")]);
        }

        await _journal.AppendAsync(_job, 1, [Line("500")]);

        Assert.Equal(
            Enumerable.Range(0, 501).Select(line => $"{line}"),
            (await _journal.ReadAsync(_job, -1, Cancellation)).Select(happened => happened.Message));
    }

    [Fact]
    public async Task Continue_goes_on_with_a_journal_and_never_begins_one()
    {
        await Assert.ThrowsAsync<JournalClosedException>(() => _journal.ContinueAsync(_job, 1, [Line("early")]));
        _ = _journal.AppendAsync(_job, 1, [Line("0")]);
        await _journal.ContinueAsync(_job, 1, [Line("1"), Trial(0)]);
        var before = await _journal.ReadAsync(_job, -1, Cancellation);

        // Also on a host that still remembers what the journal held.
        await new TableJobJournal(_clients).DeleteAsync(_job, Cancellation);
        await Assert.ThrowsAsync<JournalClosedException>(() => _journal.ContinueAsync(_job, 1, [Trial(1)]));

        Assert.Equal(3, before.Count);
        Assert.Equal(0, await _clients.Table("Journal").QueryAsync<TableEntity>(cancellationToken: Cancellation).CountAsync(Cancellation));
    }

    [Fact]
    public async Task Trials_rounds_and_ends_appended_again_are_recorded_once()
    {
        JobEvent[] round = [JobEvent.OfRound(Noon, new RoundRecord(0, 0, 2, "memory")), Trial(0), Trial(1)];
        await _journal.AppendAsync(_job, 1, round);
        await new TableJobJournal(_clients).AppendAsync(_job, 1, [.. round, Trial(2)]);
        await _journal.AppendAsync(_job, 1, [JobEvent.OfDone(Noon, 1)]);
        await _journal.AppendAsync(_job, 1, [JobEvent.OfDone(Noon, 1)]);

        var events = await _journal.ReadAsync(_job, -1, Cancellation);

        Assert.Equal(
            [JobEventKind.Round, JobEventKind.Trial, JobEventKind.Trial, JobEventKind.Trial, JobEventKind.Done],
            events.Select(happened => happened.Kind));
        Assert.Equal([0, 1, 2], events.Where(happened => happened.Trial is not null).Select(happened => happened.Trial!.Trial));
    }

    [Fact]
    public async Task Closed_attempt_is_refused_its_trials_but_not_its_log_and_the_next_attempt_goes_on()
    {
        await _journal.AppendAsync(_job, 1, [Trial(0)]);
        await _journal.CloseAsync(_job, 1);

        await Assert.ThrowsAsync<JournalClosedException>(() => _journal.AppendAsync(_job, 1, [Trial(1)]));
        await Assert.ThrowsAsync<JournalClosedException>(() => new TableJobJournal(_clients).AppendAsync(_job, 1, [Trial(1)]));
        await _journal.AppendAsync(_job, 1, [Line("late")]);
        await _journal.AppendAsync(_job, 2, [Trial(1)]);

        Assert.Equal([0, 1, 2], (await _journal.ReadAsync(_job, -1, Cancellation)).Select(happened => happened.Sequence));
    }

    [Fact]
    public async Task Reading_next_follows_the_end_without_loss_or_repeat()
    {
        var random = new Random(7);
        var written = 0;
        var writing = Task.Run(
            async () =>
            {
                while (written < 300)
                {
                    var count = random.Next(1, 40);
                    await _journal.AppendAsync(_job, 1, [.. Enumerable.Range(written, count).Select(line => Line($"{line}"))]);
                    written += count;
                }
            },
            Cancellation);

        var reader = new TableJobJournal(_clients);
        var read = new List<JobEvent>();
        while (!writing.IsCompleted || read.Count < written)
        {
            read.AddRange(await reader.ReadNextAsync(_job, read.Count, Cancellation));
        }

        Assert.Equal(Enumerable.Range(0, written).Select(line => $"{line}"), read.Select(happened => happened.Message));
    }

    [Fact]
    public async Task Read_after_an_event_in_the_middle_of_an_append_gives_the_rest()
    {
        await _journal.AppendAsync(_job, 1, [Line("0"), Line("1"), Line("2")]);
        await _journal.AppendAsync(_job, 1, [Line("3")]);

        Assert.Equal(["2", "3"], (await _journal.ReadAsync(_job, 1, Cancellation)).Select(happened => happened.Message));
    }

    [Fact]
    public async Task Events_larger_than_a_column_are_kept_whole()
    {
        var texts = new[] { 10, 40_000, 31_000, 200_000, 5 }.Select((length, i) => new string((char)('a' + i), length)).ToList();

        await _journal.AppendAsync(_job, 1, [.. texts.Select(Line)]);

        Assert.Equal(texts, (await _journal.ReadAsync(_job, -1, Cancellation)).Select(happened => happened.Message));
    }

    [Fact]
    public async Task Delete_leaves_no_row_of_the_job_and_every_row_of_others()
    {
        var other = JobKey.NewId(Noon);
        await _journal.AppendAsync(other, 1, [Line("stays")]);
        for (var line = 0; line < 120; line++)
        {
            await _journal.AppendAsync(_job, 1, [Line($"{line}")]);
        }

        await _journal.DeleteAsync(_job, Cancellation);

        Assert.Empty(_clients.Table("Journal").Query<TableEntity>(row => row.PartitionKey == _job, cancellationToken: Cancellation));
        Assert.Single(await _journal.ReadAsync(other, -1, Cancellation));
    }

    [Fact]
    public async Task Trials_come_back_bit_for_bit_in_order_and_page_by_page()
    {
        double[] numbers = [1, -1, 0, 0.1, 1.0 / 3, 1e-300, 1e300, 5, Math.BitIncrement(1), -0.0005];
        var trials = new JournalTrialStore(_clients);
        foreach (var i in new[] { 4, 5, 0, 1, 2, 3, 9, 8, 7, 6 })
        {
            await _journal.AppendAsync(_job, 1, [Trial(i, numbers[i])]);
        }

        var read = await trials.ReadAllAsync(_job, Cancellation);
        var first = await trials.ListAsync(_job, 6, null, Cancellation);
        var second = await trials.ListAsync(_job, 6, first.ContinuationToken, Cancellation);

        Assert.Equal(numbers, read.Select(trial => trial.Score!.Value));
        Assert.Equal(numbers, read.Select(trial => trial.Parameters["depth"].Number));
        Assert.Equal(read, first.Items.Concat(second.Items));
        Assert.Null(second.ContinuationToken);
        await Assert.ThrowsAsync<FormatException>(() => trials.ListAsync(_job, 6, "' or 1 eq 1", Cancellation));
    }

    [Fact]
    public void Trial_numbers_hold_what_was_added_and_survive_being_written() => Gen.Int[0, 30].Array[0, 40].Sample(added =>
    {
        var numbers = added.Aggregate(TrialNumbers.None, (set, trial) => set.With(trial));
        var read = TrialNumbers.Parse(numbers.ToString());

        Assert.All(Enumerable.Range(0, 31), trial => Assert.Equal(added.Contains(trial), read.Contains(trial)));
    });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static JobEvent Line(string message) => JobEvent.OfLog(Noon, JobLogLevel.Info, JobPhase.Evaluating, message);

    private static JobEvent Trial(int number, double score = 1) => JobEvent.OfTrial(
        Noon, new TrialRecord(number, 0, TrialState.Completed, score, new ParameterSet([new("depth", score)]), null, null));
}
