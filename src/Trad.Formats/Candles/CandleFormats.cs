using System.Runtime.ExceptionServices;
using Trad.Candles;
using Trad.Formats;
using Trad.Formats.Arrow;
using Trad.Formats.Candles.Markets;
using Trad.Formats.Csv;
using Trad.Formats.Json;
using Trad.Formats.Packed;
using Trad.Formats.Parquet;
using Trad.Formats.Spooling;

namespace Trad.Formats.Candles;

/// <summary>Tells the format of a candle file by its first bytes, and reads it.</summary>
internal static class CandleFormats
{
    // Nobody writes so many in front of JSON; packed, a gigabyte of them is small.
    private const int MostBlanks = 1 << 16;

    /// <summary>Reads the file into the intake, giving out whole months.</summary>
    /// <exception cref="CandleFileException">The file cannot be imported; the message says where and why.</exception>
    public static async Task ReadAsync(
        CandleFile file, CandleIntake intake, Func<CandleSeries, ValueTask> take, CancellationToken cancellationToken)
    {
        var start = file.Content.Position;
        try
        {
            await ReadInOurWordsAsync(file, intake, take, cancellationToken);
        }
        catch (CandleFileException refused) when (LostLineEnds.InBytes(file, start))
        {
            throw refused.With(LostLineEnds.Remedy);
        }
    }

    private static async Task ReadInOurWordsAsync(
        CandleFile file, CandleIntake intake, Func<CandleSeries, ValueTask> take, CancellationToken cancellationToken)
    {
        try
        {
            await ReadAnyAsync(file, intake, TakeAsync, cancellationToken);
        }
        catch (StoringFailedException failed)
        {
            ExceptionDispatchInfo.Throw(failed.InnerException!);
        }
        catch (Exception passed) when (passed is OperationCanceledException or CandleFileException or SpoolFullException)
        {
            throw;
        }
        catch (UnsoundFileException unsound)
        {
            throw new CandleFileException(file.Name, null, unsound.Describe("file"), unsound);
        }
        catch (OutOfMemoryException shortage)
        {
            throw new CandleFileException(file.Name, null, "it takes more memory to read than there is", shortage);
        }
        catch (Exception broken)
        {
            // The libraries throw any kind of exception at what they do not understand, and what they say of a file is for those who
            // call them; who made the file has no use for it.
            throw new CandleFileException(file.Name, null, "the file is damaged or cut off", broken);
        }

        async ValueTask TakeAsync(CandleSeries month)
        {
            try
            {
                await take(month);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                throw new StoringFailedException(failed);
            }
        }
    }

    /// <summary>Reads a file of any kind, which may be packed in another.</summary>
    internal static async Task ReadAnyAsync(
        CandleFile file, CandleIntake intake, Func<CandleSeries, ValueTask> take, CancellationToken cancellationToken)
    {
        var kind = FileStart.DetectKind(file.Content);
        switch (kind)
        {
            case FileKind.Parquet:
                await ParquetCandles.ReadAsync(file, intake, take, cancellationToken);
                break;
            case FileKind.Arrow:
                await FeatherCandles.ReadAsync(file, intake, take, cancellationToken);
                break;
            case FileKind.ArrowStream:
                await ReadStreamAsync(file, intake, take, cancellationToken);
                break;
            case FileKind.Tar:
                await PackedFiles.ReadAsync(
                    file, await TarredFiles.ListAsync(file, cancellationToken), intake, take, cancellationToken);
                break;
            case FileKind.Zip when !IsOneText(file, intake):
                await PackedFiles.ReadAsync(file, ZippedFiles.List(file), intake, take, cancellationToken);
                break;
            case FileKind.Gzip or FileKind.Zstandard when LookInside(file, kind) != FileKind.Other:
                await PackedFiles.ReadAsync(file, kind, intake, take, cancellationToken);
                break;
            default:
                await ReadTextAsync(file, intake, take, cancellationToken);
                break;
        }
    }

    private static async Task ReadTextAsync(
        CandleFile file, CandleIntake intake, Func<CandleSeries, ValueTask> take, CancellationToken cancellationToken)
    {
        var position = file.Content.Position;
        var (text, name) = CandleFileContent.Open(file);
        var start = FileStart.ReadOn(text);
        file.Content.Position = position;
        if (ForeignFormat.Find(start) is { } foreign)
        {
            throw new CandleFileException(name, null, foreign);
        }

        await (IsJson(file)
            ? JsonCandles.ReadAsync(file, intake, take, cancellationToken)
            : CsvCandles.ReadAsync(file, intake, take, cancellationToken));
    }

    private static async Task ReadStreamAsync(
        CandleFile file, CandleIntake intake, Func<CandleSeries, ValueTask> take, CancellationToken cancellationToken)
    {
        try
        {
            await using var whole = file.Spool.Create();
            await ArrowStreamFile.WriteAsync(file, whole, cancellationToken);
            whole.Position = 0;
            await FeatherCandles.ReadAsync(file with { Content = whole }, intake, take, cancellationToken);
        }
        catch (UnsoundFileException unsound)
        {
            throw new CandleFileException(file.Name, null, unsound.Describe("Arrow stream"), unsound);
        }
    }

    // One text in a zip, which is most of what exchanges offer, is read where it is.
    private static bool IsOneText(CandleFile file, CandleIntake intake)
    {
        var position = file.Content.Position;
        var entries = ZippedFiles.List(file);
        var chosen = PackedSelection.Choose(file.Name, [.. entries.Select(entry => entry.Path)]);
        var isOne = false;
        if (chosen.Taken is [var path] && entries.Where(entry => entry.Path == path).ToList() is [var only])
        {
            var told = HiveFolder.ReadAll(path);
            PackedFiles.EnsureMarket(file, only, told);
            using var content = only.Open();
            isOne = FileStart.DetectKind(FileStart.ReadOn(content)) == FileKind.Other;
            if (isOne)
            {
                intake.Named.TakePaths([told]);
                intake.Left.Files.AddRange(chosen.PassedOver);
            }
        }

        file.Content.Position = position;

        return isOne;
    }

    private static FileKind LookInside(CandleFile file, FileKind kind)
    {
        var position = file.Content.Position;
        var inside = FileStart.DetectKind(FileStart.ReadOn(CandleFileContent.Unpack(file, kind)));
        file.Content.Position = position;
        return inside;
    }

    private static bool IsJson(CandleFile file)
    {
        var position = file.Content.Position;
        var (packed, _) = CandleFileContent.Open(file);
        var text = TextStart.OpenUtf8(packed);
        var first = text.ReadByte();
        for (var blanks = 0; blanks < MostBlanks && first >= 0 && char.IsWhiteSpace((char)first); blanks++)
        {
            first = text.ReadByte();
        }

        file.Content.Position = position;
        return first is '[' or '{';
    }
}
