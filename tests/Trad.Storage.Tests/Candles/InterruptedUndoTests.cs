using Azure.Core;
using Trad.Storage.Candles;
using Trad.Testing;

namespace Trad.Storage.Tests.Candles;

/// <summary>What is recorded of an import, and its undoing, when the process is killed at any request.</summary>
public sealed class InterruptedUndoTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Import_killed_at_any_request_can_be_undone_when_it_was_stored(bool isLastCarriedOut)
    {
        var stored = 0;
        for (var (requests, isOver) = (0, false); !isOver; requests++)
        {
            var market = await UndoneMarket.CreateAsync(azurite);
            var cut = new CutStorage(requests, isLastCarriedOut);
            var run = UndoneMarket.Runs.Import(UndoneMarket.Bitcoin, "file.csv");
            await TryAsync(() => UndoneMarket.ImportAsync(Connect(market, cut), UndoneMarket.Imported, run));
            isOver = !cut.IsCut;

            var history = market.History(market.Store);
            var isStored = (await market.ReadAsync()).Count > UndoneMarket.Before.Count;
            var runs = await history.ListAsync(UndoneMarket.Bitcoin, Cancellation);
            Assert.Equal(isStored, runs.Any(each => each.Run.Id == run.Id));
            if (isStored)
            {
                stored++;
                await history.UndoAsync(UndoneMarket.Bitcoin, run.Id, Cancellation);
                Assert.Equal(UndoneMarket.Before.ToList(), await market.ReadAsync());
            }
        }

        Assert.True(stored > 3, $"{stored} kills after the commit.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Undo_killed_at_any_request_is_done_whole_or_not_at_all(bool isLastCarriedOut)
    {
        var (undone, kept) = (0, 0);
        for (var (requests, isOver) = (0, false); !isOver; requests++)
        {
            var market = await UndoneMarket.CreateAsync(azurite);
            var run = UndoneMarket.Runs.Import(UndoneMarket.Bitcoin, "file.csv");
            await UndoneMarket.ImportAsync(market.Store, UndoneMarket.Imported, run);
            var after = await market.ReadAsync();
            var cut = new CutStorage(requests, isLastCarriedOut);
            await TryAsync(() => market.History(Connect(market, cut)).UndoAsync(UndoneMarket.Bitcoin, run.Id, Cancellation));
            isOver = !cut.IsCut;

            var read = await market.ReadAsync();
            var isUndone = read.Count == UndoneMarket.Before.Count;
            Assert.Equal(isUndone ? UndoneMarket.Before.ToList() : after, read);
            Assert.Equal(
                isUndone, (await market.History(market.Store).ListAsync(UndoneMarket.Bitcoin, Cancellation)).Single(
                    each => each.Run.Id == run.Id).UndoneBy is not null);
            (undone, kept) = isUndone ? (undone + 1, kept) : (undone, kept + 1);
        }

        Assert.True(undone > 3 && kept > 3, $"{undone} kills after the commit and {kept} before.");
    }

    private static async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Azure.RequestFailedException)
        {
            // The process is gone.
        }
    }

    private static BlobCandleStore Connect(UndoneMarket market, CutStorage cut) =>
        market.Connect(cut, HttpPipelinePosition.PerRetry, retries: 0);
}
