using System.Globalization;
using Trad.Candles;

namespace Trad.LocalHost.Demo;

/// <summary>Candles as the CSV that an import takes.</summary>
internal static class CandleCsv
{
    /// <summary>The candles as a CSV file in memory, at its beginning.</summary>
    public static MemoryStream Write(CandleSeries candles)
    {
        var file = new MemoryStream();
        using (var writer = new StreamWriter(file, leaveOpen: true))
        {
            writer.NewLine = "\n";
            writer.WriteLine("open_time,open,high,low,close,volume");
            for (var i = 0; i < candles.Count; i++)
            {
                var candle = candles[i];
                writer.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{candle.OpenTime},{candle.Open:R},{candle.High:R},{candle.Low:R},{candle.Close:R},{candle.Volume:R}"));
            }
        }

        file.Position = 0;
        return file;
    }
}
