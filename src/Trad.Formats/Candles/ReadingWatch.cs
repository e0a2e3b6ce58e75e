namespace Trad.Formats.Candles;

/// <summary>
/// Runs the reading of a file on a thread of its own and comes back in time whatever happens there. A reading ends by itself
/// when it is told to; one that does not, because a file library goes round in circles, is given up and counted.
/// </summary>
public static class ReadingWatch
{
    private static int _stuck;

    /// <summary>Readings that were given up and still take a processor each.</summary>
    public static int Stuck => Volatile.Read(ref _stuck);

    /// <summary>Runs a reading.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="limits">How long it may take.</param>
    /// <param name="read">The reading.</param>
    /// <param name="cancellationToken">Ends it sooner.</param>
    /// <exception cref="CandleFileException">It took longer than allowed.</exception>
    public static async Task RunAsync(
        string file, CandleFileLimits limits, Func<CancellationToken, Task> read, CancellationToken cancellationToken)
    {
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        budget.CancelAfter(limits.MaximumTime);
        var told = budget.Token;
        var reading = Task.Run(() => read(told), CancellationToken.None);
        try
        {
            await reading.WaitAsync(told);
        }
        catch (OperationCanceledException) when (!reading.IsCompleted)
        {
            await Task.WhenAny(reading, Task.Delay(limits.Grace, CancellationToken.None));
            if (!reading.IsCompleted)
            {
                GiveUp(reading);
            }
        }
        catch (OperationCanceledException)
        {
            // It ended as it was told to.
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (!reading.IsCompleted || reading.IsCanceled)
        {
            throw new CandleFileException(
                file,
                null,
                $"reading it takes longer than {limits.MaximumTime.TotalSeconds:N0} s, which is the most allowed (Trad__Import__MaximumSeconds)");
        }

        await reading;
    }

    private static void GiveUp(Task reading)
    {
        Interlocked.Increment(ref _stuck);
        _ = reading.ContinueWith(
            ended =>
            {
                _ = ended.Exception;
                Interlocked.Decrement(ref _stuck);
            },
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
    }
}
