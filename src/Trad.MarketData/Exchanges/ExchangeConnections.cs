using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Trad.Candles;

namespace Trad.MarketData.Exchanges;

/// <summary>Opens the exchanges. Everything that asks one address shares one request budget.</summary>
public sealed class ExchangeConnections(IHttpClientFactory clients, IOptions<ExchangeOptions> options, TimeProvider clock)
{
    /// <summary>The name of Binance as an exchange.</summary>
    public const string Binance = "binance";

    internal const string HttpClientName = "Trad.Exchange";

    private readonly ConcurrentDictionary<Uri, RequestBudget> _budgets = new();

    /// <summary>The names of the exchanges that can be asked.</summary>
    public static IReadOnlyList<string> Names { get; } = [Binance];

    /// <summary>The exchange of a name, at its configured address.</summary>
    /// <exception cref="ArgumentException">No exchange of that name can be asked; the message lists those that can.</exception>
    public IExchange Open(string exchange) => exchange == Binance
        ? Open(exchange, options.Value.BinanceAddress)
        : throw new ArgumentException($"'{exchange}' is not an exchange that can be asked; known are {string.Join(", ", Names)}.", nameof(exchange));

    /// <summary>An exchange that speaks Binance's protocol at an address, for example the simulated one.</summary>
    /// <param name="exchange">The name under which its candles are kept, for example <see cref="Market.SimulatedExchange"/>.</param>
    /// <param name="address">The base address.</param>
    public IExchange Open(string exchange, Uri address)
    {
        var http = clients.CreateClient(HttpClientName);
        http.BaseAddress = new Uri(address.AbsoluteUri.TrimEnd('/') + "/");
        var budget = _budgets.GetOrAdd(http.BaseAddress, _ => new RequestBudget(exchange, options.Value.WeightPerMinute, clock));
        var requester = new ExchangeRequester(exchange, http, budget, options.Value, clock);
        return new BinanceExchange(exchange, requester, options.Value.Parallelism);
    }

    /// <summary>Whether the exchange of a name answers within the time, asked once. The reason why not is one line.</summary>
    /// <returns>Null when it answers, else what went wrong.</returns>
    public async Task<string?> FindObstacleAsync(string exchange, TimeSpan patience, CancellationToken cancellationToken)
    {
        var address = new Uri(new Uri(options.Value.BinanceAddress.AbsoluteUri.TrimEnd('/') + "/"), "api/v3/time");
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
}
