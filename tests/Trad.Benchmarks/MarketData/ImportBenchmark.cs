using System.Diagnostics;
using System.Globalization;
using System.Text;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Options;
using Sylvan.Data.Csv;
using Trad.Candles;
using Trad.Formats.Candles;
using Trad.Formats.Spooling;
using Trad.LocalRuntime.Emulator;
using Trad.MarketData.History;
using Trad.MarketData.Import;
using Trad.MarketData.Simulation;
using Trad.Storage.Candles;

namespace Trad.Benchmarks.MarketData;

/// <summary>
/// CSV files into Azurite: every field parsed by the CSV library alone, which is the limit; read with all of our checks; read and
/// merged month by month, so that a reader may see a part of them; and imported, all or nothing. The same file again changes nothing.
/// </summary>
internal sealed class ImportBenchmark : IBenchmark
{
    private const int Rounds = 5;
    private static readonly DateTimeOffset Start = new(2022, 1, 10, 0, 0, 0, TimeSpan.Zero);

    // Seconds of a month are the most that one partition holds; of months of minutes there are many.
    private static readonly (Interval Interval, int Count)[] Files =
        [(Interval.FiveMinutes, 157_536), (Interval.OneMinute, 1_600_000), (Interval.OneSecond, 1_600_000)];

    public string Name => "import";

    public string Description =>
        "CSV of 157,000 and 1.6 million candles into Azurite: reading, merging in parts, importing whole; memory; 1s, 5m or 1m: that alone";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), cancellationToken);
        var blobs = new BlobServiceClient(azurite.ConnectionString);
        Console.WriteLine(
            $"{"",-28} {"candles",10} {"Sylvan ms",10} {"read ms",9} {"in parts ms",12} {"whole ms",9} {"again ms",9} {"whole/parts",12} {"whole rows/s",13}   (minimum of {Rounds})");
        var files = Files.Where(file => arguments.Count == 0 || arguments.Contains(file.Interval.Code)).ToList();
        foreach (var (interval, count) in files)
        {
            await MeasureAsync(blobs, interval, count, cancellationToken);
        }

        using var process = Process.GetCurrentProcess();
        Console.WriteLine(
            $"most memory of this process, the files of {files.Sum(file => file.Count):N0} rows in it included: {process.PeakWorkingSet64 >> 20:N0} MiB");
        return 0;
    }

    private static async Task MeasureAsync(BlobServiceClient blobs, Interval interval, int count, CancellationToken cancellationToken)
    {
        var market = new Market("binance", "BTCUSDT", interval);
        var file = Csv(Candles(interval, count), interval);
        double sylvan = double.MaxValue, read = double.MaxValue, parts = double.MaxValue, whole = double.MaxValue, again = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var name = $"i{interval}{round}";
            sylvan = Math.Min(sylvan, await TimeAsync(() => Task.Run(() => SumOfFields(file), cancellationToken)));
            read = Math.Min(read, await TimeAsync(
                async () => await CandleFileReader.ReadAsync(new MemoryStream(file), "x.csv", interval, cancellationToken)));
            parts = Math.Min(
                parts, await TimeAsync(() => MergeInPartsAsync(Store(blobs, $"{name}-parts"), market, file, cancellationToken)));
            var store = Store(blobs, $"{name}-whole");
            using var importer = new CandleImporter(
                store, store, new CandleRuns(Options.Create(new CandleUndoOptions()), TimeProvider.System),
                Options.Create(new CandleImportOptions()), SpoolFolder.Default, TimeProvider.System);
            whole = Math.Min(
                whole, await TimeAsync(async () => await importer.ImportAsync(
                    new CandleImportOrder(market.Exchange, market.Symbol, "x.csv") { Interval = market.Interval }, new MemoryStream(file),
                    cancellationToken)));
            again = Math.Min(
                again, await TimeAsync(async () => await importer.ImportAsync(
                    new CandleImportOrder(market.Exchange, market.Symbol, "x.csv") { Interval = market.Interval }, new MemoryStream(file),
                    cancellationToken)));
        }

        Console.WriteLine(
            $"{$"CSV of {interval}, {file.Length >> 20} MiB",-28} {count,10:N0} {sylvan,10:N0} {read,9:N0} {parts,12:N0} {whole,9:N0} {again,9:N0} {whole / parts,12:0.00} {count / whole * 1000,13:N0}");
    }

    /// <summary>What the CSV library takes for splitting the rows and turning their fields into numbers, and nothing else.</summary>
    private static double SumOfFields(byte[] file)
    {
        using var csv = CsvDataReader.Create(new StreamReader(new MemoryStream(file)));
        var sum = 0.0;
        while (csv.Read())
        {
            sum += csv.GetInt64(0);
            for (var i = 1; i < 6; i++)
            {
                sum += csv.GetDouble(i);
            }
        }

        return sum;
    }

    /// <summary>What an import would be without being whole: the file read, then each month written as soon as it is encoded.</summary>
    private static async Task MergeInPartsAsync(BlobCandleStore store, Market market, byte[] file, CancellationToken cancellationToken)
    {
        var candles = await CandleFileReader.ReadAsync(new MemoryStream(file), "x.csv", market.Interval, cancellationToken);
        await Parallel.ForEachAsync(
            Month.Touching(candles.Range),
            new ParallelOptions { MaxDegreeOfParallelism = 6, CancellationToken = cancellationToken },
            async (month, token) => await store.MergeAsync(market, candles.Slice(month.Range), token));
    }

    private static BlobCandleStore Store(BlobServiceClient blobs, string container) => new(blobs.GetBlobContainerClient(container));

    private static async Task<double> TimeAsync(Func<Task> run)
    {
        var started = Stopwatch.GetTimestamp();
        await run();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    // The generated market has no seconds: its minutes are taken for them, at the times of seconds.
    private static CandleSeries Candles(Interval interval, int count)
    {
        var generated = interval < Interval.OneMinute ? Interval.OneMinute : interval;
        return new GeneratedMarket(42).Read(
            "BTCUSDT", generated, TimeRange.Between(Start, Start.AddMilliseconds((double)count * generated.Milliseconds)));
    }

    private static byte[] Csv(CandleSeries candles, Interval interval)
    {
        var text = new StringBuilder("open_time,open,high,low,close,volume\n", candles.Count * 70);
        for (var i = 0; i < candles.Count; i++)
        {
            var candle = candles[i];
            text.Append(
                CultureInfo.InvariantCulture,
                $"{interval.Shift(candles.OpenTime[0], i)},{candle.Open:R},{candle.High:R},{candle.Low:R},{candle.Close:R},{candle.Volume:R}\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
