using Parquet;
using Parquet.Schema;

namespace Trad.Formats.Parquet;

/// <summary>An equity curve by columns, each as long as the others: one row for the close of each candle.</summary>
/// <param name="Time">Closes of the candles, UTC.</param>
/// <param name="Equity">The worth of the account, quote currency.</param>
/// <param name="Drawdown">Fall from the highest equity so far, a fraction of it.</param>
/// <param name="InSample">Whether the candle is one that the trials saw.</param>
/// <param name="ChainedEquity">In sample the equity, then as if the hold-out had begun with what was there.</param>
/// <param name="ChainedDrawdown">Fall from the highest chained equity so far, a fraction of it.</param>
/// <param name="Held">Whether a position was held during the candle; null where that was not recorded.</param>
public sealed record EquityColumns(
    DateTime[] Time, double[] Equity, double[] Drawdown, bool[] InSample, double[] ChainedEquity, double[] ChainedDrawdown, bool?[] Held);

/// <summary>
/// Equity curves as Parquet: real timestamps (milliseconds, UTC), doubles, booleans. Files from before there was a chained
/// equity have it as <c>equity</c>, and no more columns.
/// </summary>
public static class EquityParquet
{
    private static readonly DateTimeDataField Time = ParquetWriting.Moment("time");
    private static readonly DataField<double> Equity = new("equity");
    private static readonly DataField<double> Drawdown = new("drawdown");
    private static readonly DataField<bool> InSample = new("in_sample");
    private static readonly DataField<double> ChainedEquity = new("chained_equity");
    private static readonly DataField<double> ChainedDrawdown = new("chained_drawdown");
    private static readonly DataField<bool?> Held = new("held");
    private static readonly ParquetSchema Schema = new(Time, Equity, Drawdown, InSample, ChainedEquity, ChainedDrawdown, Held);

    /// <summary>Writes a curve as one file with one row group.</summary>
    public static async Task WriteAsync(EquityColumns curve, Stream stream, CancellationToken cancellationToken)
    {
        await using var writer = await ParquetWriter.CreateAsync(
            Schema, stream, ParquetWriting.Options, cancellationToken: cancellationToken);
        using var group = writer.CreateRowGroup();
        await group.WriteAsync<DateTime>(Time, curve.Time, cancellationToken: cancellationToken);
        await group.WriteAsync<double>(Equity, curve.Equity, cancellationToken: cancellationToken);
        await group.WriteAsync<double>(Drawdown, curve.Drawdown, cancellationToken: cancellationToken);
        await group.WriteAsync<bool>(InSample, curve.InSample, cancellationToken: cancellationToken);
        await group.WriteAsync<double>(ChainedEquity, curve.ChainedEquity, cancellationToken: cancellationToken);
        await group.WriteAsync<double>(ChainedDrawdown, curve.ChainedDrawdown, cancellationToken: cancellationToken);
        await group.WriteAsync<bool>(Held, curve.Held, cancellationToken: cancellationToken);
        group.CompleteValidate();
    }

    /// <summary>Reads a curve that <see cref="WriteAsync"/> wrote, now or in an earlier version.</summary>
    public static async Task<EquityColumns> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        await using var reader = await ParquetReader.CreateAsync(stream, leaveStreamOpen: true, cancellationToken: cancellationToken);
        using var group = reader.OpenRowGroupReader(0);
        var rows = (int)group.RowCount;
        var (times, equity, drawdown, inSample) = (new DateTime[rows], new double[rows], new double[rows], new bool[rows]);
        await group.ReadAsync<DateTime>(Time, times, cancellationToken: cancellationToken);
        await group.ReadAsync<double>(Equity, equity, cancellationToken: cancellationToken);
        await group.ReadAsync<double>(Drawdown, drawdown, cancellationToken: cancellationToken);
        await group.ReadAsync<bool>(InSample, inSample, cancellationToken: cancellationToken);
        var (chainedEquity, chainedDrawdown, held) = (equity, drawdown, new bool?[rows]);
        if (reader.Schema.DataFields.Any(field => field.Name == ChainedEquity.Name))
        {
            (chainedEquity, chainedDrawdown) = (new double[rows], new double[rows]);
            await group.ReadAsync<double>(ChainedEquity, chainedEquity, cancellationToken: cancellationToken);
            await group.ReadAsync<double>(ChainedDrawdown, chainedDrawdown, cancellationToken: cancellationToken);
            await group.ReadAsync<bool>(Held, held, cancellationToken: cancellationToken);
        }

        return new EquityColumns(times, equity, drawdown, inSample, chainedEquity, chainedDrawdown, held);
    }
}
