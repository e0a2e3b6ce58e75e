using System.Collections.Frozen;

namespace Trad.Formats.Candles.Markets;

/// <summary>
/// Tells pairs of currencies in the names of files from words that end like one: <c>entry</c> ends in the Turkish lira, and
/// <c>data_btc</c> is no coin called DATA. What may be either is none, so that whoever gives the file is asked.
/// </summary>
internal static class PlausiblePair
{
    private const int LongestCoin = 10;

    // Nothing but coins is traded against these, so that what stands before one is a coin, known or not.
    private static readonly FrozenSet<string> Stable = Set("USDT USDC BUSD FDUSD TUSD");

    private static readonly FrozenSet<string> Money = Set(
        "USD EUR GBP JPY TRY AUD CAD CHF NZD BRL KRW CNY CNH HKD SGD INR RUB PLN SEK NOK DKK MXN ZAR THB IDR UAH CZK HUF ILS "
        + "ARS NGN USDT USDC BUSD FDUSD TUSD DAI USDP PAX USDD USDE PYUSD EURS EURT EURC EURI AEUR GUSD UST USTC XAU XAG XPT XPD");

    // Coins that others are paid with, from the one that is paid with most: a bitcoin is not traded in ether.
    private static readonly string[] CoinsThatPay = ["BTC", "ETH", "BNB"];

    private static readonly FrozenSet<string> Coins = Set(
        "BTC XBT ETH BNB SOL XRP ADA DOGE XDG TRX TON DOT MATIC POL LTC BCH BSV BCHSV LINK AVAX SHIB UNI ATOM XLM XMR ETC FIL "
        + "NEAR APT ARB OP ICP VET ALGO HBAR QNT AAVE GRT EOS XTZ THETA FTM S SAND MANA AXS EGLD FLOW CHZ KLAY KAIA RUNE SNX CRV "
        + "MKR SKY COMP YFI SUSHI BAL 1INCH ZRX BAT ENJ ZEC DASH XEM NEO GAS IOTA MIOTA QTUM ONT ZIL ICX LSK WAVES KSM OMG REN "
        + "KNC LRC BAND STORJ ANKR CELO CKB RVN SC DGB HOT IOST IOTX ONE ROSE KAVA LUNA LUNC FTT CRO OKB LEO HT KCS GT MX BGB "
        + "CAKE XVS ALPHA DYDX GMX SUI SEI TIA INJ STX IMX BLUR PEPE FLOKI BONK WIF BOME ORDI SATS RATS 1000SATS MEME NOT PYTH "
        + "JUP JTO STRK W ENA ETHFI REZ IO ZK ZRO LISTA TAO FET AGIX OCEAN RNDR RENDER WLD ARKM AI FTN CFX MASK LDO RPL FXS SSV "
        + "PENDLE MINA GALA APE GMT STEPN GST JASMY AUDIO ENS MAGIC ILV YGG ALICE SLP PYR UOS HNT MOB AR LPT GLM NMR OGN SXP REEF "
        + "TFUEL HIVE STEEM STRAX SYS XVG DCR BTG BTT WIN SUN JST TWT DODO TRB UMA OXT POWR REQ RLC SKL STMX CTSI CTK CVC DENT "
        + "FUN KEY LIT LINA MDT MTL NKN PERP PHA POND QUICK RAD RARE RAY SFP SPELL SRM SUPER TLM VTHO WRX XEC XNO NANO GNO HYPE "
        + "TRUMP MELANIA VIRTUAL AIXBT PNUT MOODENG GOAT ACT TURBO NEIRO POPCAT FARTCOIN KAS XDC FLR MNT STETH WBTC WETH BERA IP "
        + "LAYER KAITO MOVE ME USUAL PENGU EIGEN SCR DOGS HMSTR CATI BANANA OM ONDO METIS MANTA ALT PIXEL PORTAL AEVO SAGA TNSR "
        + "OMNI BB BETA VANRY ACE NFP XAI GLMR MOVR ASTR ACA CLV KDA REP BNT ANT LOOM PPT GVT VEN BCC NANO WTC XZC FIRO SPX NSX "
        + "JPX WTI BCO ETX GRX FRX UKX AUX UDX US30 NAS100 SPX500 DE30");

    // What people call files, and the names of coins in full, which nobody trades under them.
    private static readonly FrozenSet<string> Words = Set(
        "DATA DATASET DATASETS TRAIN TRAINING TEST TESTING VAL VALID VALIDATION MY OUR THE ALL NEW OLD FULL RAW CLEAN CLEANED "
        + "PRICE PRICES CANDLE CANDLES OHLC OHLCV KLINE KLINES BAR BARS TICK TICKS HIST HISTORY HISTORIC HISTORICAL FINAL OUT "
        + "OUTPUT INPUT EXPORT IMPORT SAMPLE SAMPLES EXAMPLE DEMO FILE FILES TABLE QUOTE QUOTES RATE RATES MARKET MARKETS COIN "
        + "COINS CRYPTO BITCOIN ETHEREUM ETHER RIPPLE CARDANO SOLANA LITECOIN DOGECOIN POLKADOT SPOT IN TO VS AND FROM OF FOR "
        + "WITH MINUTE MINUTES HOUR HOURLY DAY DAILY WEEK WEEKLY MONTH MONTHLY YEAR BACKTEST BACKTESTS RESULT RESULTS FEATURE "
        + "FEATURES MERGED COMBINED PROCESSED TOTAL PART LATEST MAIN DOWNLOAD DOWNLOADS UNTITLED COPY TMP TEMP CACHE DB STOCK "
        + "STOCKS FOREX FX PAIR PAIRS SYMBOL SERIES CHART TRADE TRADES TRADING STRATEGY MODEL FETCH FETCHED SAVED DUMP BIG SMALL "
        + "SHORT LONG");

    /// <summary>Whether two currencies are likely to be a market.</summary>
    /// <param name="written">What is traded, as it is written.</param>
    /// <param name="quote">What is paid, in capitals.</param>
    public static bool Is(string written, string quote)
    {
        var coin = written.ToUpperInvariant();
        if (!coin.Any(char.IsAsciiLetter) || ExchangeName.Find(coin) is not null)
        {
            return false;
        }

        if (IsKnown(coin))
        {
            return IsInOrder(coin, quote);
        }

        return Stable.Contains(quote) && coin.Length <= LongestCoin && !ExchangeName.IsBefore(coin)
            && (!Words.Contains(coin) || written == coin);
    }

    /// <summary>Whether a text in capitals is a coin or money that is known.</summary>
    public static bool IsKnown(string coin) =>
        Money.Contains(coin) || Coins.Contains(coin)
        || (coin.StartsWith("1000", StringComparison.Ordinal) && Coins.Contains(coin.TrimStart('1').TrimStart('0')))
        || (coin is ['X', _, _, _, 'X' or 'Z'] && IsKnown(coin[1..4]));

    /// <summary>Whether a text is that of a coin that is known and of more than a letter, as it is written.</summary>
    public static bool IsCoin(string text) => text.Length > 1 && Coins.Contains(text);

    // Money is not traded in coins, and a coin that is paid with is traded in those before it alone.
    private static bool IsInOrder(string coin, string quote)
    {
        var (rank, rankOfQuote) = (Rank(coin), Rank(quote));
        return rank > rankOfQuote || (rank == 0 && rankOfQuote == 0 && coin != quote);
    }

    private static int Rank(string currency) => Money.Contains(currency) ? 0
        : Array.IndexOf(CoinsThatPay, currency == "XBT" ? "BTC" : currency) is var at and >= 0 ? at + 1
        : CoinsThatPay.Length + 1;

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
