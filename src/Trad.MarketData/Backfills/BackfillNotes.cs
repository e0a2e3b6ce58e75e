using System.Globalization;
using Trad.Candles;
using Trad.Candles.Quality;

namespace Trad.MarketData.Backfills;

/// <summary>What a person should know of a month that was fetched; nothing where nothing is odd.</summary>
internal static class BackfillNotes
{
    /// <summary>
    /// Of candles whose quote volume contradicts their prices: what the exchange says is stored, and what cannot be is said.
    /// </summary>
    public static IEnumerable<string> Amounts(Month month, CandleSeries fetched)
    {
        var (count, first) = (0, -1);
        for (var i = 0; i < fetched.Count; i++)
        {
            if (QuoteVolumes.Contradict(fetched[i], QuoteVolumes.ExchangeStep, QuoteVolumes.ExchangeStep))
            {
                count++;
                first = first < 0 ? i : first;
            }
        }

        return count == 0 ? [] :
            [string.Create(
                CultureInfo.InvariantCulture,
                $"{month}: the quote volumes of {count:N0} candles contradict their prices, as the exchange tells them; the first is ")
                + $"{Timestamp.Format(fetched.OpenTime[first])}: {QuoteVolumes.Describe(fetched[first])}"];
    }

    /// <summary>Of stored candles that the exchange has otherwise.</summary>
    public static IEnumerable<string> Replaced(Month month, long replaced) => replaced == 0 ? [] :
        [replaced == 1
            ? $"{month}: a stored candle was replaced by the exchange's; it may have been open when it was stored"
            : string.Create(CultureInfo.InvariantCulture, $"{month}: {replaced:N0} stored candles were replaced by the exchange's")];
}
