using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Trad.Candles;

namespace Trad.MarketData.Exchanges;

/// <summary>Opens the exchanges. Everything that asks one address shares one request budget.</summary>
public sealed class ExchangeConnections(IHttpClientFactory clients, IOptions<ExchangeOptions> options, TimeProvider clock)
{
    /// <summary>The name of Binance as an exchange.</summary>
    public const string Binance = "binance";

    /// <summary>The name of Coinbase Exchange as an exchange.</summary>
    public const string Coinbase = "coinbase";

    internal const string HttpClientName = "Trad.Exchange";

    private readonly ConcurrentDictionary<Uri, RequestBudget> _budgets = new();

    /// <summary>The names of the exchanges that can be asked.</summary>
    public static IReadOnlyList<string> Names { get; } = [Binance, Coinbase];

    /// <summary>The same, and <see cref="Market.SimulatedExchange"/> when one is configured.</summary>
    public IReadOnlyList<string> OpenNames => options.Value.SimulatedAddress is null ? Names : [.. Names, Market.SimulatedExchange];

    /// <summary>Whether an exchange can be asked for candles of an interval, one that is simulated included.</summary>
    public static bool Has(string exchange, Interval interval) => exchange switch
    {
        Binance or Market.SimulatedExchange => true,
        Coinbase => CoinbaseExchange.Has(interval),
        _ => false,
    };

    /// <summary>The exchange of a name, at its configured address.</summary>
    /// <exception cref="ArgumentException">No exchange of that name can be asked; the message lists those that can.</exception>
    public IExchange Open(string exchange) => exchange switch
    {
        Binance => Open(exchange, options.Value.BinanceAddress),
        Coinbase => new CoinbaseExchange(Requester(exchange, options.Value.CoinbaseAddress), options.Value.Parallelism),
        Market.SimulatedExchange when options.Value.SimulatedAddress is { } address => Open(exchange, address),
        _ => throw Unknown(exchange),
    };

    /// <summary>An exchange that speaks Binance's protocol at an address, for example the simulated one.</summary>
    /// <param name="exchange">The name under which its candles are kept, for example <see cref="Market.SimulatedExchange"/>.</param>
    /// <param name="address">The base address.</param>
    public IExchange Open(string exchange, Uri address) =>
        new BinanceExchange(exchange, Requester(exchange, address), options.Value.Parallelism);

    /// <summary>The archive of an exchange's past months at its configured address; null when the exchange has none.</summary>
    public ICandleArchive? OpenArchive(string exchange) => exchange switch
    {
        Binance => OpenArchive(exchange, options.Value.BinanceArchiveAddress),
        Market.SimulatedExchange when options.Value.SimulatedAddress is { } address => OpenArchive(exchange, address),
        _ => null,
    };

    /// <summary>An archive that speaks Binance's protocol at an address.</summary>
    public ICandleArchive OpenArchive(string exchange, Uri address) => new BinanceArchive(exchange, Requester(exchange, address));

    /// <summary>Whether the exchange of a name answers within the time, asked once. The reason why not is one line.</summary>
    /// <returns>Null when it answers, else what went wrong.</returns>
    public async Task<string?> FindObstacleAsync(string exchange, TimeSpan patience, CancellationToken cancellationToken)
    {
        var (baseAddress, path) = exchange switch
        {
            Binance => (options.Value.BinanceAddress, "api/v3/time"),
            Coinbase => (options.Value.CoinbaseAddress, "time"),
            _ => throw Unknown(exchange),
        };
        var address = new Uri(WithSlash(baseAddress), path);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(patience);
        try
        {
            using var http = new HttpClient();
            using var answer = await http.GetAsync(address, timeout.Token).WaitAsync(timeout.Token);
            return answer.IsSuccessStatusCode ? null : $"{exchange} ({address.Host}) answered {(int)answer.StatusCode}";
        }
        catch (HttpRequestException unreachable)
        {
            return $"{exchange} cannot be reached: {unreachable.Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{exchange} ({address.Host}) did not answer within {patience.TotalSeconds:0.#} seconds";
        }
    }

    private ExchangeRequester Requester(string exchange, Uri address)
    {
        var http = clients.CreateClient(HttpClientName);
        http.BaseAddress = WithSlash(address);
        var budget = _budgets.GetOrAdd(http.BaseAddress, _ => new RequestBudget(exchange, options.Value.WeightPerMinute, clock));
        return new ExchangeRequester(exchange, http, budget, options.Value, clock);
    }

    private static Uri WithSlash(Uri address) => new(address.AbsoluteUri.TrimEnd('/') + "/");

    private static ArgumentException Unknown(string exchange) =>
        new($"'{exchange}' is not an exchange that can be asked; known are {string.Join(", ", Names)}.", nameof(exchange));
}
