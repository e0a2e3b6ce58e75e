using System.ComponentModel.DataAnnotations;

namespace Trad.MarketData.Exchanges;

/// <summary>How exchanges are reached; settings under <c>Trad:Exchanges</c>.</summary>
public sealed class ExchangeOptions
{
    /// <summary>
    /// Base address of the Binance REST interface, or of one that speaks the same protocol. <value>The default is
    /// <c>https://api.binance.com</c>.</value>
    /// </summary>
    [Required]
    public Uri BinanceAddress { get; set; } = new("https://api.binance.com");

    /// <summary>
    /// Base address of Binance's archive of past months. <value>The default is <c>https://data.binance.vision</c>.</value>
    /// </summary>
    [Required]
    public Uri BinanceArchiveAddress { get; set; } = new("https://data.binance.vision");

    /// <summary>
    /// Base address of the Coinbase Exchange REST interface. <value>The default is <c>https://api.exchange.coinbase.com</c>.</value>
    /// </summary>
    [Required]
    public Uri CoinbaseAddress { get; set; } = new("https://api.exchange.coinbase.com");

    /// <summary>Base address of a running simulated exchange, REST and archive. <value>By default there is none.</value></summary>
    public Uri? SimulatedAddress { get; set; }

    /// <summary>
    /// Request weight that may be used in a minute, below the exchange's own limit of 6,000. <value>The default is 4,800.</value>
    /// </summary>
    [Range(10, 6000)]
    public int WeightPerMinute { get; set; } = 4800;

    /// <summary>Pages fetched at once from one exchange. <value>The default is 4.</value></summary>
    [Range(1, 32)]
    public int Parallelism { get; set; } = 4;

    /// <summary>Tries per request before a fault of the exchange becomes an error. <value>The default is 5.</value></summary>
    [Range(1, 20)]
    public int Attempts { get; set; } = 5;

    /// <summary>The longest that one answer may take, its body included. <value>The default is 15 seconds.</value></summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:05:00")]
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The first pause before a repeated request; it doubles, with jitter. <value>The default is 0.5 seconds.</value></summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The pause after a 429 that does not say how long. <value>The default is 10 seconds.</value></summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:05:00")]
    public TimeSpan LimitPause { get; set; } = TimeSpan.FromSeconds(10);
}
