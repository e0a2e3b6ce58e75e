using System.Buffers;
using Parquet;
using Trad.Candles;

namespace Trad.Formats.Parquet;

/// <summary>Writes candles as Parquet: real timestamps (milliseconds, UTC), doubles, and null where a value is unknown.</summary>
public static class CandleParquetWriter
{
    // A month of minutes is one row group; one of seconds is several, since a writer and a reader hold a whole one beside the candles.
    private const int LargestGroup = 500_000;

    /// <summary>Writes the series as one file; the stream is left open.</summary>
    public static async Task WriteAsync(CandleSeries candles, Stream stream, CancellationToken cancellationToken)
    {
        await using var writer = await ParquetWriter.CreateAsync(
            CandleParquetSchema.Schema, stream, ParquetWriting.Options, cancellationToken: cancellationToken);
        await WriteGroupsAsync(writer, candles, cancellationToken);
    }

    /// <summary>Writes one file from many series, each as one row group or more, holding one series at a time in memory.</summary>
    public static async Task WriteAsync(IAsyncEnumerable<CandleSeries> parts, Stream stream, CancellationToken cancellationToken)
    {
        await using var writer = await ParquetWriter.CreateAsync(
            CandleParquetSchema.Schema, stream, ParquetWriting.Options, cancellationToken: cancellationToken);
        var written = false;
        await foreach (var part in parts.WithCancellation(cancellationToken))
        {
            await WriteGroupsAsync(writer, part, cancellationToken);
            written = true;
        }

        if (!written)
        {
            await WriteGroupAsync(writer, CandleSeries.Empty(Interval.OneMinute), cancellationToken);
        }
    }

    private static async Task WriteGroupsAsync(ParquetWriter writer, CandleSeries candles, CancellationToken cancellationToken)
    {
        var written = 0;
        do
        {
            var count = Math.Min(LargestGroup, candles.Count - written);
            await WriteGroupAsync(writer, candles.Slice(written, count), cancellationToken);
            written += count;
        }
        while (written < candles.Count);
    }

    private static async Task WriteGroupAsync(ParquetWriter writer, CandleSeries candles, CancellationToken cancellationToken)
    {
        var count = candles.Count;
        var times = ArrayPool<DateTime>.Shared.Rent(count);
        var numbers = ArrayPool<double>.Shared.Rent(count);
        var quoteVolumes = ArrayPool<double?>.Shared.Rent(count);
        var tradeCounts = ArrayPool<long?>.Shared.Rent(count);
        try
        {
            FillOptional(candles, times, quoteVolumes, tradeCounts);
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<DateTime>(CandleParquetSchema.OpenTime, times.AsMemory(0, count), cancellationToken: cancellationToken);
            candles.Open.CopyTo(numbers);
            await group.WriteAsync<double>(CandleParquetSchema.Open, numbers.AsMemory(0, count), cancellationToken: cancellationToken);
            candles.High.CopyTo(numbers);
            await group.WriteAsync<double>(CandleParquetSchema.High, numbers.AsMemory(0, count), cancellationToken: cancellationToken);
            candles.Low.CopyTo(numbers);
            await group.WriteAsync<double>(CandleParquetSchema.Low, numbers.AsMemory(0, count), cancellationToken: cancellationToken);
            candles.Close.CopyTo(numbers);
            await group.WriteAsync<double>(CandleParquetSchema.Close, numbers.AsMemory(0, count), cancellationToken: cancellationToken);
            candles.Volume.CopyTo(numbers);
            await group.WriteAsync<double>(CandleParquetSchema.Volume, numbers.AsMemory(0, count), cancellationToken: cancellationToken);
            await group.WriteAsync<double>(
                CandleParquetSchema.QuoteVolume, quoteVolumes.AsMemory(0, count), cancellationToken: cancellationToken);
            await group.WriteAsync<long>(
                CandleParquetSchema.TradeCount, tradeCounts.AsMemory(0, count), cancellationToken: cancellationToken);
            group.CompleteValidate();
        }
        finally
        {
            ArrayPool<DateTime>.Shared.Return(times);
            ArrayPool<double>.Shared.Return(numbers);
            ArrayPool<double?>.Shared.Return(quoteVolumes);
            ArrayPool<long?>.Shared.Return(tradeCounts);
        }
    }

    private static void FillOptional(CandleSeries candles, DateTime[] times, double?[] quoteVolumes, long?[] tradeCounts)
    {
        var openTime = candles.OpenTime;
        var quoteVolume = candles.QuoteVolume;
        var tradeCount = candles.TradeCount;
        for (var i = 0; i < openTime.Length; i++)
        {
            times[i] = DateTime.UnixEpoch.AddTicks(openTime[i] * TimeSpan.TicksPerMillisecond);
            quoteVolumes[i] = double.IsNaN(quoteVolume[i]) ? null : quoteVolume[i];
            tradeCounts[i] = tradeCount[i] < 0 ? null : tradeCount[i];
        }
    }
}
