using System.Globalization;
using System.IO.Compression;
using Trad.Candles;

namespace Trad.Testing;

/// <summary>Reads the shared candle files with the plainest possible reader, independent of the product's importers.</summary>
public static class SharedCandles
{
    /// <summary>18 months of BTC/USDT, 157,536 candles of five minutes without a gap.</summary>
    public const string Bitcoin18Months = "candles/bench/BTCUSDT-5m-20240101-20250630.csv.gz";

    /// <summary>All candles of a shared file; skips the running test when it is missing.</summary>
    public static CandleSeries Load(string relativePath, Interval interval) => Read(SharedData.Require(relativePath), interval);

    /// <summary>All candles of a gzip CSV file with the header <c>open_time,open,high,low,close,volume</c>.</summary>
    public static CandleSeries Read(string path, Interval interval)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        reader.ReadLine();
        var candles = new List<Candle>();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            candles.Add(new Candle(
                long.Parse(fields[0], CultureInfo.InvariantCulture),
                Number(fields[1]), Number(fields[2]), Number(fields[3]), Number(fields[4]), Number(fields[5])));
        }

        return CandleSeries.From(interval, candles);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
