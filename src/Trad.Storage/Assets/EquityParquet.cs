using Parquet;
using Parquet.Schema;
using Trad.Formats.Parquet;
using Trad.Training.Assets;

namespace Trad.Storage.Assets;

/// <summary>
/// Equity curves as Parquet: real timestamps (milliseconds, UTC), doubles, booleans. Files from before there was a chained
/// equity have it as <c>equity</c>, and no more columns.
/// </summary>
internal static class EquityParquet
{
    private static readonly DateTimeDataField Time =
        new("time", DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Millis, isNullable: false);

    private static readonly DataField<double> Equity = new("equity");
    private static readonly DataField<double> Drawdown = new("drawdown");
    private static readonly DataField<bool> InSample = new("in_sample");
    private static readonly DataField<double> ChainedEquity = new("chained_equity");
    private static readonly DataField<double> ChainedDrawdown = new("chained_drawdown");
    private static readonly DataField<bool?> Held = new("held");
    private static readonly ParquetSchema Schema = new(Time, Equity, Drawdown, InSample, ChainedEquity, ChainedDrawdown, Held);

    public static async Task WriteAsync(IReadOnlyList<EquityPoint> points, Stream stream, CancellationToken cancellationToken)
    {
        await using var writer = await ParquetWriter.CreateAsync(
            Schema, stream, ParquetWriting.Options, cancellationToken: cancellationToken);
        using var group = writer.CreateRowGroup();
        await group.WriteAsync<DateTime>(Time, Column(points, point => point.Time.UtcDateTime), cancellationToken: cancellationToken);
        await group.WriteAsync<double>(Equity, Column(points, point => point.Equity), cancellationToken: cancellationToken);
        await group.WriteAsync<double>(Drawdown, Column(points, point => point.Drawdown), cancellationToken: cancellationToken);
        await group.WriteAsync<bool>(InSample, Column(points, point => point.InSample), cancellationToken: cancellationToken);
        await group.WriteAsync<double>(ChainedEquity, Column(points, point => point.ChainedEquity), cancellationToken: cancellationToken);
        await group.WriteAsync<double>(
            ChainedDrawdown, Column(points, point => point.ChainedDrawdown), cancellationToken: cancellationToken);
        await group.WriteAsync<bool>(Held, Column(points, point => point.Held), cancellationToken: cancellationToken);
        group.CompleteValidate();
    }

    public static async Task<IReadOnlyList<EquityPoint>> ReadAsync(Stream stream, CancellationToken cancellationToken)
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

        var points = new EquityPoint[rows];
        for (var i = 0; i < rows; i++)
        {
            points[i] = new EquityPoint(
                new DateTimeOffset(DateTime.SpecifyKind(times[i], DateTimeKind.Utc)), equity[i], drawdown[i], inSample[i], chainedEquity[i],
                chainedDrawdown[i], held[i]);
        }

        return points;
    }

    private static ReadOnlyMemory<T> Column<T>(IReadOnlyList<EquityPoint> points, Func<EquityPoint, T> value)
    {
        var column = new T[points.Count];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = value(points[i]);
        }

        return column;
    }
}
