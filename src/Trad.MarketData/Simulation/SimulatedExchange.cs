using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Trad.MarketData.Simulation;

/// <summary>
/// An exchange on a loopback port that speaks Binance's REST and archive protocol, and Coinbase's, over a simulated market.
/// </summary>
public sealed class SimulatedExchange : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly SimulatedProtocol _protocol;

    private SimulatedExchange(WebApplication application, SimulatedProtocol protocol)
    {
        _application = application;
        _protocol = protocol;
        BaseAddress = new Uri(application.Urls.First());
    }

    /// <summary>Where it listens, for example <c>http://127.0.0.1:40123</c>.</summary>
    public Uri BaseAddress { get; }

    /// <summary>How many requests it was asked, faults included.</summary>
    public int Requests => _protocol.Requests;

    /// <summary>Starts an exchange.</summary>
    public static async Task<SimulatedExchange> StartAsync(SimulatedExchangeOptions options, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{options.Port}");
        var application = builder.Build();
        var protocol = new SimulatedProtocol(options);
        application.Run(context => protocol.AnswerAsync(context));
        await application.StartAsync(cancellationToken);
        return new SimulatedExchange(application, protocol);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _application.StopAsync(atOnce.Token);
        await _application.DisposeAsync();
    }
}
