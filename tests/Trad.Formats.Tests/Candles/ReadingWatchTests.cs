using System.Text;
using Trad.Candles;
using Trad.Formats.Candles;

namespace Trad.Formats.Tests.Candles;

/// <summary>A reading ends with the request, ends in time, and is given up when it does neither.</summary>
public sealed class ReadingWatchTests
{
    private static readonly CandleFileLimits Short = CandleFileLimits.Default with
    {
        MaximumTime = TimeSpan.FromMilliseconds(
        50),
        Grace = TimeSpan.FromMilliseconds(50)
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reading_that_obeys_is_refused_when_its_time_is_over()
    {
        var refused = await Assert.ThrowsAsync<CandleFileException>(
            () => ReadingWatch.RunAsync("slow.csv", Short, token => Task.Delay(Timeout.Infinite, token), Cancellation));

        Assert.Contains("slow.csv: reading it takes longer than", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Trad__Import__MaximumSeconds", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_that_obeys_nobody_is_given_up_and_counted_until_it_ends()
    {
        using var end = new ManualResetEventSlim();
        var before = ReadingWatch.Stuck;

        await Assert.ThrowsAsync<CandleFileException>(() => ReadingWatch.RunAsync("endless.parquet", Short, _ => Loop(end), Cancellation));
        var during = ReadingWatch.Stuck;
        end.Set();
        while (ReadingWatch.Stuck > before)
        {
            await Task.Delay(1, Cancellation);
        }

        Assert.Equal(before + 1, during);
    }

    [Fact]
    public async Task Reading_ends_with_the_request()
    {
        using var request = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        var reading = ReadingWatch.RunAsync(
            "hung-up.csv",
            CandleFileLimits.Default,
            token =>
            {
                begun.SetResult();
                return Task.Delay(Timeout.Infinite, token);
            },
            request.Token);

        await begun.Task;
        await request.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task Error_of_what_takes_the_candles_is_not_blamed_on_the_file()
    {
        var csv = Encoding.ASCII.GetBytes("open_time,open,high,low,close,volume\n1748735700000,1,1,1,1,1\n1748736000000,1,1,1,1,1\n");
        var file = new CandleFile(new MemoryStream(csv), "good.csv", null, CandleFileLimits.Default);
        var intake = new CandleIntake(Interval.FiveMinutes, file.Limits, CandlePlausibility.AtAnyTime);

        var failed = await Assert.ThrowsAsync<InvalidOperationException>(
            () => CandleFileReader.ReadMonthsAsync(
                file, intake, _ => throw new InvalidOperationException("The storage is full."), Cancellation));

        Assert.Equal("The storage is full.", failed.Message);
    }

    private static Task Loop(ManualResetEventSlim end)
    {
        end.Wait();
        return Task.CompletedTask;
    }
}
