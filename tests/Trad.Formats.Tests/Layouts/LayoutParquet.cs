using DuckDB.NET.Data;
using Trad.Testing;

namespace Trad.Formats.Tests.Layouts;

/// <summary>The candles of every made file as Parquet of another program.</summary>
internal static class LayoutParquet
{
    /// <summary>Writes the candles with DuckDB.</summary>
    /// <param name="version"><c>V1</c> or <c>V2</c>.</param>
    /// <param name="columns">The columns, made of t, o, h, l, c, v, q and n.</param>
    public static async Task<byte[]> WriteAsync(string version, string columns)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await using var connection = new DuckDBConnection("DataSource=:memory:");
            await connection.OpenAsync(cancellation);
            await using var command = connection.CreateCommand();
            var rows = string.Join(',', LayoutCandles.FiveMinutes.ToList().Select(c => FormattableString.Invariant(
                $"({c.OpenTime},{c.Open:R},{c.High:R},{c.Low:R},{c.Close:R},{c.Volume:R},{c.QuoteVolume:R},{c.TradeCount})")));
            command.CommandText = $"COPY (SELECT {columns} FROM (VALUES {rows}) x(t, o, h, l, c, v, q, n)) TO '{path}' (FORMAT parquet, PARQUET_VERSION {version})";
            await command.ExecuteNonQueryAsync(cancellation);
            return await File.ReadAllBytesAsync(path, cancellation);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
