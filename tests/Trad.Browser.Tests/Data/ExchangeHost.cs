using Trad.Browser.Tests.Hosting;
using Trad.MarketData.Simulation;

namespace Trad.Browser.Tests.Data;

/// <summary>A host without candles that can ask a simulated exchange for them.</summary>
public sealed class ExchangeHost : IAsyncLifetime
{
    private SimulatedExchange? _exchange;
    private volatile bool _isBanning;

    /// <summary>The host.</summary>
    public DashboardHost Host { get; private set; } = null!;

    /// <summary>Whether the exchange bans whoever asks for candles, for a second at a time; its archive is not concerned.</summary>
    public bool IsBanning
    {
        get => _isBanning;
        set => _isBanning = value;
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var options = new SimulatedExchangeOptions
        {
            BanLength = TimeSpan.FromSeconds(1),
            Fault = (_, path) =>
                _isBanning && path.EndsWith("/klines", StringComparison.Ordinal) ? ExchangeFault.Banned : ExchangeFault.None,
        };
        _exchange = await SimulatedExchange.StartAsync(options, CancellationToken.None);
        Host = new DashboardHost
        {
            Settings = new Dictionary<string, string?>
            {
                ["Trad:Exchanges:SimulatedAddress"] = _exchange.BaseAddress.AbsoluteUri,
                ["Trad:Exchanges:RetryPause"] = "00:00:00.010",
            },
        };
        await Host.InitializeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await _exchange!.DisposeAsync();
    }
}
