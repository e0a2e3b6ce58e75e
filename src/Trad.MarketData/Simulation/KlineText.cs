using System.Globalization;
using System.Text;
using Trad.Candles;

namespace Trad.MarketData.Simulation;

/// <summary>Candles as the exchange writes them: in the answer of <c>klines</c>, and in archive files.</summary>
internal static class KlineText
{
    public static string Write(IReadOnlyList<Candle> candles, Interval interval)
    {
        var text = new StringBuilder("[", candles.Count * 160);
        foreach (var candle in candles)
        {
            text.Append(text.Length > 1 ? "," : "").Append(CultureInfo.InvariantCulture,
                $"[{candle.OpenTime},\"{candle.Open}\",\"{candle.High}\",\"{candle.Low}\",\"{candle.Close}\",\"{candle.Volume}\",{interval.CloseOf(candle.OpenTime) - 1},\"{Quote(candle)}\",{Trades(candle)},\"0\",\"0\",\"0\"]");
        }

        return text.Append(']').ToString();
    }

    public static string WriteArchive(CandleSeries candles, int timeFactor)
    {
        var text = new StringBuilder(candles.Count * 120);
        for (var i = 0; i < candles.Count; i++)
        {
            var candle = candles[i];
            var close = (candles.Interval.CloseOf(candle.OpenTime) * timeFactor) - 1;
            text.Append(CultureInfo.InvariantCulture,
                $"{candle.OpenTime * timeFactor},{candle.Open},{candle.High},{candle.Low},{candle.Close},{candle.Volume},{close},{Quote(candle)},{Trades(candle)},0,0,0\n");
        }

        return text.ToString();
    }

    private static double Quote(in Candle candle) => double.IsNaN(candle.QuoteVolume) ? 0 : candle.QuoteVolume;

    private static long Trades(in Candle candle) => Math.Max(0, candle.TradeCount);
}
