using DuckDB.NET.Data;
using Trad.Candles;
using Trad.Storage.Candles;
using Trad.Testing;

namespace Trad.Storage.Tests.Candles;

/// <summary>Reads the partitions with DuckDB, an independent implementation of Parquet and of the hive layout.</summary>
public sealed class HiveReadabilityTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Partitions_read_by_DuckDB_give_the_same_candles()
    {
        var candles = GeneratedCandles.Make(Interval.FiveMinutes, new(2024, 12, 31, 0, 0, 0, TimeSpan.Zero), 500);
        var folder = await ExportAsync(candles);
        try
        {
            var rows = new List<Candle>();
            await using var connection = new DuckDBConnection("DataSource=:memory:");
            await connection.OpenAsync(Cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = $"""
                SELECT epoch_ms(open_time), open, high, low, close, volume, quote_volume, trade_count
                FROM read_parquet('{folder}/**/*.parquet', hive_partitioning = true)
                WHERE exchange = 'binance' AND symbol = 'BTCUSDT' AND "interval" = '5m' AND year IN (2024, 2025)
                ORDER BY open_time
                """;
            await using var reader = await command.ExecuteReaderAsync(Cancellation);
            while (await reader.ReadAsync(Cancellation))
            {
                rows.Add(new Candle(
                    reader.GetInt64(0), reader.GetDouble(1), reader.GetDouble(2), reader.GetDouble(3), reader.GetDouble(4),
                    reader.GetDouble(5),
                    reader.IsDBNull(6) ? double.NaN : reader.GetDouble(6), reader.IsDBNull(7) ? -1 : reader.GetInt64(7)));
            }

            Assert.Equal(candles.ToList(), rows);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Column_types_in_DuckDB_are_a_timestamp_with_time_zone_doubles_and_a_bigint()
    {
        var folder = await ExportAsync(GeneratedCandles.Make(Interval.FiveMinutes, new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), 10));
        try
        {
            var types = new Dictionary<string, string>();
            await using var connection = new DuckDBConnection("DataSource=:memory:");
            await connection.OpenAsync(Cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = $"DESCRIBE SELECT * FROM read_parquet('{folder}/**/*.parquet', hive_partitioning = true)";
            await using var reader = await command.ExecuteReaderAsync(Cancellation);
            while (await reader.ReadAsync(Cancellation))
            {
                types[reader.GetString(0)] = reader.GetString(1);
            }

            Assert.Equal("TIMESTAMP WITH TIME ZONE", types["open_time"]);
            Assert.All(["open", "high", "low", "close", "volume", "quote_volume"], column => Assert.Equal("DOUBLE", types[column]));
            Assert.Equal("BIGINT", types["trade_count"]);
            Assert.Equal("VARCHAR", types["symbol"]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<string> ExportAsync(CandleSeries candles)
    {
        var container = await azurite.NewContainerAsync();
        await new BlobCandleStore(container).MergeAsync(new Market("binance", "BTCUSDT", Interval.FiveMinutes), candles, Cancellation);
        var folder = Directory.CreateTempSubdirectory("trad-hive-").FullName;
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: Cancellation))
        {
            var file = Path.Combine(folder, blob.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await container.GetBlobClient(blob.Name).DownloadToAsync(file, Cancellation);
        }

        return folder;
    }
}
