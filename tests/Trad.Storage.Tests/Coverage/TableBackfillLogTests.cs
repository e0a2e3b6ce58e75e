using System.Globalization;
using Trad.Candles;
using Trad.MarketData.Backfills;
using Trad.Storage.Coverage;
using Trad.Testing;

namespace Trad.Storage.Tests.Coverage;

public sealed class TableBackfillLogTests(AzuriteFixture azurite)
{
    private static readonly Market Bitcoin = new("binance", "BTCUSDT", Interval.FiveMinutes);
    private static readonly DateTimeOffset Start = new(2025, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Save_and_find_gives_the_record_back()
    {
        var log = NewLog();
        var record = Run(3) with { Failures = ["2025-06: no"], Notes = ["one"], EndedAt = Start.AddHours(1) };

        await log.SaveAsync(Run(3), Cancellation);
        await log.SaveAsync(record, Cancellation);

        Assert.True(BackfillRunId.TryParse(record.Id, out var id));
        var found = await log.FindAsync(id, Cancellation);
        Assert.Equivalent(record, found, strict: true);
    }

    [Fact]
    public async Task List_gives_every_run_newest_first_page_by_page()
    {
        var log = NewLog();
        foreach (var minute in new[] { 2, 5, 1, 4, 3 })
        {
            await log.SaveAsync(Run(minute), Cancellation);
        }

        var minutes = new List<int>();
        string? token = null;
        do
        {
            (var page, token, _) = await log.ListAsync(2, token, Cancellation);
            minutes.AddRange(page.Select(record => record.StartedAt.Minute));
        }
        while (token is not null);

        Assert.Equal([5, 4, 3, 2, 1], minutes);
    }

    [Fact]
    public async Task Prune_forgets_the_runs_before_the_moment_and_no_others()
    {
        var log = NewLog();
        foreach (var minute in new[] { 1, 2, 3 })
        {
            await log.SaveAsync(Run(minute), Cancellation);
        }

        await log.PruneAsync(Start.AddMinutes(2), Cancellation);

        Assert.Equal([3, 2], (await log.ListAsync(10, null, Cancellation)).Records.Select(record => record.StartedAt.Minute));
    }

    [Fact]
    public async Task Log_that_was_never_written_is_empty()
    {
        var log = NewLog();

        Assert.Empty((await log.ListAsync(10, null, Cancellation)).Records);
        Assert.Null(await log.FindAsync(BackfillRunId.Create(Bitcoin, Start), Cancellation));
        await log.PruneAsync(Start, Cancellation);
    }

    [Fact]
    public async Task List_with_a_foreign_token_is_refused()
    {
        var log = NewLog();
        await log.SaveAsync(Run(1), Cancellation);

        await Assert.ThrowsAsync<FormatException>(() => log.ListAsync(10, "nonsense", Cancellation));
    }

    [Fact]
    public void Identity_is_read_back_from_its_text()
    {
        var id = BackfillRunId.Create(Bitcoin, Start);

        Assert.True(BackfillRunId.TryParse(id.ToString(), out var read));
        Assert.Equal((id, "backfill-binance-BTCUSDT-5m"), (read, read.Instance));
        Assert.All(["", "backfill", ".000000000000", "a.1", "a.zzzzzzzzzzzz"], text => Assert.False(BackfillRunId.TryParse(text, out _)));
    }

    private TableBackfillLog NewLog() => new(azurite.NewTable("log"));

    private static BackfillRecord Run(int minute) => new()
    {
        Id = BackfillRunId.Create(Bitcoin, Start.AddMinutes(minute)).ToString(),
        Exchange = Bitcoin.Exchange,
        Symbol = Bitcoin.Symbol,
        Interval = Bitcoin.Interval,
        From = Start,
        To = Start.AddDays(1),
        Trigger = BackfillTrigger.Timer,
        State = BackfillStatus.Running,
        StartedAt = Start.AddMinutes(minute),
        Counts = new BackfillCounts(1, 0, 288, 0, 0, 0, 0, 0, 0),
        Notes = [minute.ToString(CultureInfo.InvariantCulture)],
    };
}
