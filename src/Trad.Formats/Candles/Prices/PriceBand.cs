namespace Trad.Formats.Candles.Prices;

/// <summary>
/// From where to where the prices of a symbol can lie in the currency that it is quoted in: prices outside are in another unit, such as
/// cents, satoshi or fixed-point numbers.
/// </summary>
/// <param name="Least">The least price.</param>
/// <param name="Greatest">The greatest price: what anything has cost, and some times as much.</param>
/// <param name="Currency">What prices are in, for messages.</param>
public readonly record struct PriceBand(double Least, double Greatest, string Currency)
{
    /// <summary>The greatest price of anything in dollars and the like: some times that of a bitcoin.</summary>
    public const double GreatestInDollars = 2e6;

    // Bitcoin, 0.05 dollars when it was first traded and 126,000 in October 2025; Yearn, 93,000 in May 2021.
    private const double LeastBitcoin = 0.01;
    private const double GreatestCoin = 2e5;

    // Yearn cost three bitcoins in 2020; a bitcoin cost fifty ether in 2020 and 2,600 BNB in 2017.
    private const double GreatestInBitcoin = 10;
    private const double GreatestInEther = 1000;
    private const double GreatestInBnb = 10_000;

    // A bitcoin in rupees, roubles or yen costs some ten million.
    private const double GreatestElse = 1e8;

    private static readonly string[] Dollars =
        ["FDUSD", "USDT", "USDC", "BUSD", "TUSD", "USDP", "USDD", "USD", "DAI", "EUR", "GBP", "CHF", "AUD", "CAD", "NZD"];

    // Currencies of which many are a dollar.
    private static readonly string[] Small =
    [
        "KRW", "IDR", "IDRT", "BIDR", "VND", "BVND", "IRT", "IRR", "TMN", "UZS", "NGN", "COP", "CLP", "PYG", "LBP", "UGX", "TZS", "MMK",
        "ARS", "LAK", "GNF", "SLL", "IQD",
    ];

    /// <summary>Any price at all.</summary>
    public static PriceBand Any { get; } = new(CandlePlausibility.LeastPrice, CandlePlausibility.GreatestPrice, "");

    /// <summary>The band of a symbol as it is stored.</summary>
    public static PriceBand Of(string symbol)
    {
        if (Ends(symbol, Dollars) is { } dollars)
        {
            return symbol[..^dollars.Length].Contains("BTC", StringComparison.Ordinal)
                ? new PriceBand(symbol == "BTC" + dollars ? LeastBitcoin : CandlePlausibility.LeastPrice, GreatestInDollars, dollars)
                : new PriceBand(CandlePlausibility.LeastPrice, GreatestCoin, dollars);
        }

        return Ends(symbol, Small) is not null ? Any
            : Ends(symbol, ["BTC", "XBT"]) is { } bitcoin ? new PriceBand(CandlePlausibility.LeastPrice, GreatestInBitcoin, bitcoin)
            : Ends(symbol, ["ETH"]) is { } ether ? new PriceBand(CandlePlausibility.LeastPrice, GreatestInEther, ether)
            : Ends(symbol, ["BNB"]) is { } bnb ? new PriceBand(CandlePlausibility.LeastPrice, GreatestInBnb, bnb)
            : new PriceBand(CandlePlausibility.LeastPrice, GreatestElse, "its currency");
    }

    /// <summary>Whether a price lies in it.</summary>
    public bool Contains(double price) => price >= Least && price <= Greatest;

    private static string? Ends(string symbol, string[] currencies) => Array.Find(
        currencies, currency => symbol.Length > currency.Length && symbol.EndsWith(currency, StringComparison.Ordinal));
}
