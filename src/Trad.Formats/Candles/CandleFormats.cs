using System.Runtime.ExceptionServices;
using Trad.Candles;
using Trad.Formats;
using Trad.Formats.Arrow;
using Trad.Formats.Csv;
using Trad.Formats.Json;
using Trad.Formats.Packed;
using Trad.Formats.Parquet;
using Trad.Formats.Spooling;

namespace Trad.Formats.Candles;

/// <summary>Tells the format of a candle file by its first bytes, and reads it.</summary>
internal static class CandleFormats
{
    private static ReadOnlySpan<byte> Parquet => "PAR1"u8;

    private static ReadOnlySpan<byte> Feather => "ARROW1"u8;

    /// <summary>Reads the file into the intake, giving out whole months.</summary>
    /// <exception cref="CandleFileException">The file cannot be imported; the message says where and why.</exception>
    public static async Task ReadAsync(
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

    private static Task ReadAnyAsync(
        CandleFile file, CandleIntake intake, Func<CandleSeries, ValueTask> take, CancellationToken cancellationToken)
    {
        var start = new byte[Feather.Length];
        var position = file.Content.Position;
        var length = file.Content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Content.Position = position;
        if (start.AsSpan(0, length).StartsWith(Parquet))
        {
            return ParquetCandles.ReadAsync(file, intake, take, cancellationToken);
        }

        if (start.AsSpan(0, length).StartsWith(Feather))
        {
            return FeatherCandles.ReadAsync(file, intake, take, cancellationToken);
        }

        return CandleFileContent.IsZip(file.Content) && ZippedFiles.Open(file) is { } files
            ? files.ReadAsync(intake, take, cancellationToken)
            : ReadTextAsync(file, intake, take, cancellationToken);
    }

    /// <summary>Reads one text, plain or packed, into the intake.</summary>
    internal static Task ReadTextAsync(
        CandleFile file, CandleIntake intake, Func<CandleSeries, ValueTask> take, CancellationToken cancellationToken) =>
        IsJson(file)
            ? JsonCandles.ReadAsync(file, intake, take, cancellationToken)
            : CsvCandles.ReadAsync(file, intake, take, cancellationToken);

    private static bool IsJson(CandleFile file)
    {
        var position = file.Content.Position;
        var (packed, _) = CandleFileContent.Open(file.Content, file.Name, file.Limits);
        var text = TextStart.OpenUtf8(packed);
        var first = text.ReadByte();
        while (first >= 0 && char.IsWhiteSpace((char)first))
        {
            first = text.ReadByte();
        }

        file.Content.Position = position;
        return first is '[' or '{';
    }
}
