using Trad.Candles;
using Trad.Formats.Packed;
using Trad.Formats.Spooling;

namespace Trad.Formats.Candles;

/// <summary>
/// Reads candle files as people have them: CSV of any usual form, JSON of exchanges and ccxt, each plain, gzip or in a zip; Parquet, one
/// file or a zip of a hive layout; Feather. The format and the layout are told by the content; the layouts are listed in the README.
/// </summary>
public static class CandleFileReader
{
    /// <summary>All candles of a file. Nothing is returned unless every line is sound.</summary>
    /// <param name="stream">The file; read from its position on.</param>
    /// <param name="fileName">The name for messages.</param>
    /// <param name="interval">The length of the candles, which every open time must be a multiple of.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="CandleFileException">The file cannot be imported; the message says where and why.</exception>
    /// <exception cref="SpoolFullException">The file cannot seek and there is no room to keep it meanwhile.</exception>
    public static async Task<CandleSeries> ReadAsync(Stream stream, string fileName, Interval interval, CancellationToken cancellationToken)
    {
        var months = new List<CandleSeries>();
        var limits = CandleFileLimits.Default;
        await using var spooled = stream.CanSeek
            ? null
            : await SpoolAsync(SpoolFolder.Default, stream, fileName, limits, cancellationToken);
        var intake = new CandleIntake(interval, limits, CandlePlausibility.AtAnyTime);
        await ReadMonthsAsync(new CandleFile(spooled ?? stream, fileName, null, limits), intake, Keep, cancellationToken);
        months.Sort((one, other) => one.OpenTime[0].CompareTo(other.OpenTime[0]));
        return CandleSeries.Concat(interval, months);

        ValueTask Keep(CandleSeries month)
        {
            months.Add(month);
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>
    /// Reads a file month by month, in the order of the file; what was given out is sound, but more may follow that is not.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="intake">Checks the candles.</param>
    /// <param name="take">Takes a month.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="CandleFileException">The file cannot be imported; the message says where and why.</exception>
    public static async Task ReadMonthsAsync(
        CandleFile file, CandleIntake intake, Func<CandleSeries, ValueTask> take, CancellationToken cancellationToken)
    {
        var start = file.Content.Position;
        try
        {
            await ReadingWatch.RunAsync(
                file.Name, file.Limits, token => CandleFormats.ReadAsync(file, intake, take, token), cancellationToken);
        }
        catch (CandleFileException refused) when (!intake.IsMeasuring && intake.OffGridFromTheFirst is not null)
        {
            // One open time tells little: how far apart the candles are tells what is wrong with it.
            file.Content.Position = start;
            var first = await FirstMonth.ReadAsync(file, cancellationToken);
            if (intake.FindOtherInterval(first?.Spacing) is { } other)
            {
                throw new CandleFileException(refused.File, refused.Line, $"{intake.OffGridFromTheFirst}; {other}", refused);
            }

            throw;
        }

        intake.Places.EndFiles();
        var last = intake.Finish(out var defect);
        if (defect is not null)
        {
            throw new CandleFileException(file.Name, null, defect);
        }

        if (last is not null)
        {
            await take(last);
        }

        if (intake.Count == 0)
        {
            throw new CandleFileException(
                file.Name, null, intake.Left.MarkedOpen > 0
                    ? $"all of its candles, {intake.Left.MarkedOpen:N0}, are marked as not closed; write those that have, or leave the mark out"
                    : intake.Layout?.OpenCandle is null
                    ? "the file has no candles"
                    : "the file has no candle that has closed");
        }

        if (intake.FindDefectOfAll() is { } ofAll)
        {
            throw new CandleFileException(file.Name, null, ofAll);
        }
    }

    /// <summary>Keeps a file that cannot seek, for example a request's body, in a temporary one that is gone when it is closed.</summary>
    public static async Task<Stream> SpoolAsync(
        SpoolFolder folder, Stream stream, string fileName, CandleFileLimits limits, CancellationToken cancellationToken)
    {
        var spool = folder.Create();
        try
        {
            await new BoundedTextStream(stream, fileName, long.MaxValue / limits.MaximumRatio, limits)
                .CopyToAsync(spool, cancellationToken);
            spool.Position = 0;
            return spool;
        }
        catch
        {
            await spool.DisposeAsync();
            throw;
        }
    }
}
