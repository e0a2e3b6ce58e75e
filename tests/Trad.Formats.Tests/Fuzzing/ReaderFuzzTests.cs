using System.Diagnostics;
using Trad.Candles;
using Trad.Formats.Candles;

namespace Trad.Formats.Tests.Fuzzing;

/// <summary>
/// Thousands of damaged files of every format: each ends in candles or in a refusal in our own words, soon, and within the memory
/// that a file is allowed. A failure names the seed and the number of the file, with which it is made again.
/// </summary>
public sealed class ReaderFuzzTests
{
    private const long MostMemory = 64L << 20;

    // What is kept of a row group or a batch within its memory is counted there as peak; over its time the same bytes are taken
    // for every row group anew, and what the libraries throw away in between comes to some more.
    private const long MostAllocated = 4 * MostMemory;

    // A thousand times what a file takes: this is no measurement, but how an endless loop is noticed.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Damaged_files_of_every_format_end_in_candles_or_a_clear_refusal()
    {
        var plan = FuzzPlan.FromEnvironment();
        var files = await SoundFiles.MakeAsync(TestContext.Current.CancellationToken);
        var watch = Stopwatch.StartNew();
        var refused = 0;
        var read = 0;
        long most = 0;
        for (var i = 0; plan.Seconds is { } seconds ? watch.Elapsed.TotalSeconds < seconds : i < plan.Files; i++)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            var random = new Random(unchecked((plan.Seed * 1_000_003) + i));
            var file = files[i % files.Count];
            var damaged = Mutation.Create(file, random);
            var outcome = await ReadAsync(damaged, file.Interval);
            most = Math.Max(most, outcome.Allocated);
            if (outcome.Exception is null)
            {
                read++;
            }
            else
            {
                refused++;
            }

            if (FindFault(outcome) is { } fault)
            {
                var kept = Path.Combine(Path.GetTempPath(), $"trad-fuzz-{plan.Seed}-{i}");
                await File.WriteAllBytesAsync(kept, damaged, TestContext.Current.CancellationToken);
                Assert.Fail($"TRAD_FUZZ_SEED={plan.Seed}, file {i}, {file.Name} ({damaged.Length} bytes, kept as {kept}): {fault}");
            }
        }

        TestContext.Current.SendDiagnosticMessage(
            "{0} files read and {1} refused in {2:N0} s; the greediest took {3:N0} bytes.", read, refused, watch.Elapsed.TotalSeconds,
            most);
        Assert.True(refused > 0, "Some damage is seen.");
        Assert.True(read > 0, "Some damage is not seen by any reader.");
    }

    [Fact]
    public async Task Files_that_are_not_damaged_are_read()
    {
        foreach (var file in await SoundFiles.MakeAsync(TestContext.Current.CancellationToken))
        {
            var outcome = await ReadAsync(file.Content, file.Interval);

            Assert.True(outcome.Exception is null, $"{file.Name}: {outcome.Exception}");
        }
    }

    private static string? FindFault(Outcome outcome) =>
        !outcome.HasEnded ? $"reading it does not end within {Patience}"
        : outcome.Exception is not (null or CandleFileException) ? $"it ends in {outcome.Exception}"
        : outcome.Exception is { } refusal && !refusal.Message.StartsWith("test", StringComparison.Ordinal)
            ? $"the refusal does not name the file: {refusal.Message}"
        : outcome.Allocated > MostAllocated ? $"reading it takes {outcome.Allocated:N0} bytes"
        : null;

    /// <summary>Reads on a thread of its own, so that what is allocated there belongs to the file and to nothing else.</summary>
    private static async Task<Outcome> ReadAsync(byte[] content, Interval interval)
    {
        var done = new TaskCompletionSource<Outcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var limits = new CandleFileLimits(MaximumMemory: MostMemory);
        var thread = new Thread(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Exception? thrown = null;
            try
            {
                var intake = new CandleIntake(interval, limits, CandlePlausibility.AtAnyTime);
                var file = new CandleFile(new MemoryStream(content), "test", null, limits);
                CandleFormats.ReadAsync(file, intake, _ => ValueTask.CompletedTask, CancellationToken.None).GetAwaiter().GetResult();
            }
            catch (Exception exception)
            {
                thrown = exception;
            }

            done.SetResult(new Outcome(true, thrown, GC.GetAllocatedBytesForCurrentThread() - before));
        })
        {
            IsBackground = true,
        };
        thread.Start();
        try
        {
            return await done.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            return new Outcome(false, null, 0);
        }
    }

    private sealed record Outcome(bool HasEnded, Exception? Exception, long Allocated);
}
