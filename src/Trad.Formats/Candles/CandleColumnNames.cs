using System.Collections.Frozen;
using Trad.Formats.Candles.Times;

namespace Trad.Formats.Candles;

/// <summary>
/// What people call the columns of candles: one table for every format. A name is compared by its letters and digits alone, so
/// that <c>Open time</c>, <c>open_time</c>, <c>openTime</c> and <c>&lt;OPEN TIME&gt;</c> are one; among several, the one that stands
/// further left here is meant.
/// </summary>
internal static class CandleColumnNames
{
    // What is traded, as the exchange calls it.
    private static readonly string[] Symbols =
    [
        "symbol", "symbols", "ticker", "tickers", "pair", "tradingpair", "tradepair", "currencypair", "coinpair", "productid", "instid",
        "instrumentname", "symbolname", "tradingsymbol", "marketsymbol", "symbolid", "tic",
    ];

    // What may be called in any way.
    private static readonly string[] Instruments =
    [
        "instrument", "instrumentid", "market", "product", "contract", "coin", "coinname", "asset", "crypto", "cryptocurrency", "name", "s",
        "contractcode", "instrumentcode", "marketcode", "marketid", "marketname", "security", "base", "baseasset", "basecoin",
        "basecurrency", "fsym",
    ];

    private static readonly FrozenDictionary<CandleColumn, string[]> Names = new Dictionary<CandleColumn, string[]>
    {
        // Open times first, then moments, then days, then what may be anything.
        [CandleColumn.OpenTime] =
        [
            "opentime", "opentimems", "opentimeutc", "opentimestamp", "timeperiodstart", "timeopen", "starttime", "starttimems",
            "timestart", "startat", "starttimestamp", "periodstart", "windowstart", "bucketstart", "begintime", "begin", "start", "openat",
            "candledatetimeutc", "candlebegintime", "klineopentime", "candlestarttime", "timestamp", "timestamps", "timestampms",
            "timestamputc", "timestampunix", "unixtimestamp", "unixtimestampms", "unixtime", "unixms", "unix", "epoch", "epochtime",
            "epochms", "mts", "ts", "tsms", "tsevent", "t", "datetime", "datetimeutc", "utcdatetime", "dateutc", "utcdate", "gmttime",
            "utctime", "utc", "dateandtime", "dt", "localtime", "candletime", "bartime", "date", "day", "tradedate", "tradingday", "time",
            "timeutc", "timegmt", "index", "indexlevel0", "level0", "unnamed0", "id", "日期", "时间", "交易时间", "datum", "zeit",
            "zeitstempel", "zeitpunkt", "datumzeit", "fecha", "fechahora", "fechayhora", "dateheure", "horodatage", "data", "dataora",
            "datahora", "дата", "датавремя", "датаивремя", "время", "tarih", "날짜", "日付", "日付け",
        ],
        [CandleColumn.TimeOfDay] = ["time", "timeofday", "timeutc", "timegmt", "tradetime", "clock", "hour", "zeit", "uhrzeit", "hora", "heure", "ora", "время"],
        [CandleColumn.Open] =
        [
            "open", "openprice", "priceopen", "openingprice", "pxopen", "openrate", "firstprice", "o", "op", "opn", "first", "bidopen",
            "openbid", "开盘", "开盘价", "eröffnung", "eröffnungskurs", "erster", "eröff", "eröffn",
            "ouv", "ouverture", "coursdouverture", "apertura", "precioapertura", "preciodeapertura", "prezzodiapertura", "abertura",
            "preçodeabertura", "otwarcie", "откр", "открытие", "ценаоткрытия", "açılış", "시가", "始値", "開市",
        ],
        [CandleColumn.High] =
        [
            "high", "highprice", "pricehigh", "highestprice", "maxprice", "pxhigh", "h", "hi", "max", "highest", "bidhigh", "highbid",
            "最高", "最高价", "hoch", "tageshoch", "höchst", "höchstkurs", "höchster", "plushaut", "haut", "máximo", "máxima", "maximo",
            "maxima", "massimo", "najwyższy", "najwyzszy", "макс", "максимум", "максимальная", "yüksek", "hoog", "고가", "高値", "高",
        ],
        [CandleColumn.Low] =
        [
            "low", "lowprice", "pricelow", "lowestprice", "minprice", "pxlow", "l", "lo", "min", "lowest", "bidlow", "lowbid",
            "最低", "最低价", "tief", "tagestief", "tiefst", "tiefstkurs", "tiefster", "plusbas", "bas", "mínimo", "mínima", "minimo",
            "minima", "najniższy", "najnizszy", "мин", "минимум", "минимальная", "düşük", "laag", "저가", "安値", "低",
        ],
        [CandleColumn.Close] =
        [
            "close", "closeprice", "priceclose", "closingprice", "pxlast", "lastprice", "closelast", "c", "cl", "last", "bidclose",
            "closebid", "收盘", "收盘价", "schluss", "schlusskurs", "cierre", "preciocierre", "preciodecierre", "clôture", "cloture",
            "coursdeclôture", "fermeture", "chiusura", "prezzodichiusura", "fechamento", "fecho", "preçodefechamento", "закрытие",
            "ценазакрытия", "закр", "tradeprice", "latest", "price", "zuletzt", "dernier", "último", "ultimo", "zamknięcie", "zamkniecie",
            "ostatnio", "цена", "şimdi", "laatste", "종가", "終値", "收市",
        ],
        [CandleColumn.Volume] =
        [
            "volume", "vol", "basevolume", "volumebase", "baseassetvolume", "basevol", "volumefrom", "volumetraded", "tradedvolume",
            "totalvolume", "tradevolume", "volumecoin", "volumecrypto", "candleacctradevolume", "v", "quantity", "qty", "size",
            "volumen", "handelsvolumen", "volumenegociado", "volumi", "realvolume", "成交量",
            "wolumen", "wol", "объём", "объем", "hac", "거래량", "出来高", "tickvolume", "tickvol", "volumetick", "tickqty", "amount",
        ],
        [CandleColumn.QuoteVolume] =
        [
            "quotevolume", "quoteassetvolume", "quotevol", "volumequote", "quoteav", "qav", "turnover", "volccyquote", "volumeto",
            "volumenotional", "notional", "candleacctradeprice", "volumecurrency", "volumeinquote", "turnoverusd", "成交额", "money", "q",
            "volquote",
        ],
        [CandleColumn.TradeCount] =
        [
            "tradecount", "count", "numberoftrades", "trades", "numtrades", "tradescount", "nbtrades", "ntrades", "numoftrades",
            "nooftrades", "oftrades", "tradesnumber", "tradenum", "n", "transactions", "barcount", "tradesdone", "numbertrades",
        ],
        [CandleColumn.Symbol] = [.. Symbols, .. Instruments],
        [CandleColumn.Exchange] = ["exchange", "exchangename", "exchangeid", "exch", "venue"],
    }.ToFrozenDictionary();

    // Currencies that prices are quoted in; an amount that is named after one is an amount of quote currency.
    private static readonly string[] Quotes =
    [
        "usd", "usdt", "usdc", "busd", "fdusd", "tusd", "dai", "eur", "gbp", "jpy", "krw", "try", "aud", "cad", "chf", "brl", "rub", "inr",
    ];

    /// <summary>What we call a column.</summary>
    public static string Ours(CandleColumn column) => column switch
    {
        CandleColumn.OpenTime => "open_time",
        CandleColumn.TimeOfDay => "time_of_day",
        CandleColumn.Open => "open",
        CandleColumn.High => "high",
        CandleColumn.Low => "low",
        CandleColumn.Close => "close",
        CandleColumn.Volume => "volume",
        CandleColumn.QuoteVolume => "quote_volume",
        CandleColumn.TradeCount => "trade_count",
        CandleColumn.Symbol => "symbol",
        CandleColumn.Exchange => "exchange",
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, null),
    };

    /// <summary>
    /// The letters and digits of a name, small, without a number in front as in <c>1. open</c>; of one of times without a zone.
    /// </summary>
    public static string Normalize(string name)
    {
        var plain = NormalizeAll(name);
        return !IsTime(plain) && StatedZone.OfName(name, out var rest) is not null && NormalizeAll(rest) is var time && IsTime(time)
            ? time
            : plain;
    }

    private static string NormalizeAll(string name)
    {
        var text = name.AsSpan().Trim();
        var dot = text.IndexOf(". ", StringComparison.Ordinal);
        if (dot is 1 or 2 && char.IsAsciiDigit(text[0]))
        {
            text = text[(dot + 1)..];
        }

        return string.Concat(text.ToString().Where(char.IsLetterOrDigit)).ToLowerInvariant();
    }

    private static bool IsTime(string normalized) => Rank(CandleColumn.OpenTime, normalized) >= 0
        || Rank(CandleColumn.TimeOfDay, normalized) >= 0 || IsClosingTime(normalized);

    /// <summary>How well a normalised name fits a column, 0 for best; -1 when it does not.</summary>
    public static int Rank(CandleColumn column, string normalized) => Array.IndexOf(Names[column], normalized);

    /// <summary>
    /// Whether a name is a single capital letter beside the same small one, as t and T or l and L of an exchange's stream, of which the
    /// small ones are those of candles.
    /// </summary>
    public static bool IsVeiled(IReadOnlyList<string> names, int field) =>
        names[field] is [>= 'A' and <= 'Z'] && names.Contains(names[field].ToLowerInvariant());

    /// <summary>Whether a name is one of any of some columns.</summary>
    /// <param name="name">The name as it is written.</param>
    /// <param name="columns">The columns.</param>
    public static bool IsAny(string name, params ReadOnlySpan<CandleColumn> columns)
    {
        var normalized = Normalize(name);
        foreach (var column in columns)
        {
            if (Rank(column, normalized) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a normalised name is that of symbols, and not of coins as anybody calls them.</summary>
    public static bool IsSymbol(string normalized) => Array.IndexOf(Symbols, normalized) >= 0;

    /// <summary>Whether a normalised name may be that of what is traded, and of anything else.</summary>
    public static bool IsInstrument(string normalized) => Array.IndexOf(Instruments, normalized) >= 0;

    /// <summary>Whether a normalised name says that the times under it are those of opens.</summary>
    public static bool IsOpenTime(string normalized) =>
        Rank(CandleColumn.OpenTime, normalized) is var rank and >= 0 && rank < Rank(CandleColumn.OpenTime, "timestamp");

    /// <summary>Whether a normalised name is that of an index, or of anything else, and of times only where nothing else is.</summary>
    public static bool IsIndex(string normalized) =>
        Rank(CandleColumn.OpenTime, normalized) is var rank and >= 0 && rank >= Rank(CandleColumn.OpenTime, "index");

    /// <summary>Whether a normalised name is that of the moment at which a candle closes.</summary>
    public static bool IsClosingTime(string normalized) => ClosingTimeName.Is(normalized);

    /// <summary>Whether prices are quoted in the currency.</summary>
    public static bool IsQuote(string currency) => Array.IndexOf(Quotes, currency) >= 0;
}
