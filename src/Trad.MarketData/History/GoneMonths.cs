using Trad.Candles;
using Trad.Candles.Stores;
using Trad.MarketData.Coverage;

namespace Trad.MarketData.History;

/// <summary>Months of which nothing is stored any more: what was known of them goes with them.</summary>
internal static class GoneMonths
{
    /// <summary>Forgets the coverage of those that are gone, also when the client that asked for it is gone as well.</summary>
    /// <param name="store">What is stored.</param>
    /// <param name="coverage">What is known of it.</param>
    /// <param name="market">The market.</param>
    /// <param name="months">The months that were changed.</param>
    public static async Task ForgetAsync(ICandleStore store, ICoverageStore coverage, Market market, IReadOnlyCollection<Month> months)
    {
        var stored = (await store.ListWithDamagedAsync(market, CancellationToken.None))
            .Select(partition => new Month(partition.Year, partition.Month)).ToHashSet();
        foreach (var month in months.Where(month => !stored.Contains(month)))
        {
            await coverage.RemoveAsync(market, month, CancellationToken.None);
        }
    }
}
