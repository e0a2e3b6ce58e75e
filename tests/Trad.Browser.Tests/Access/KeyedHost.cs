using System.Net;
using System.Net.Sockets;
using Trad.Browser.Tests.Hosting;

namespace Trad.Browser.Tests.Access;

/// <summary>A host that asks for a key, on IPv6's loopback where there is one, and that is open to the pages of one other site.</summary>
public sealed class KeyedHost : IAsyncLifetime
{
    public const string Key = "write-0123456789abcdef";
    public const string ReadKey = "read-0123456789abcdef";

    private OtherSite? _site;

    /// <summary>The host.</summary>
    public DashboardHost Host { get; private set; } = null!;

    /// <summary>The origin of the pages that may use the API.</summary>
    public string OpenedOrigin => $"http://notebook.example:{_site!.Port}";

    /// <summary>An origin on the same server that may not.</summary>
    public string ClosedOrigin => $"http://evil.example:{_site!.Port}";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _site = await OtherSite.StartAsync();
        Host = new DashboardHost
        {
            Listen = HasIPv6() ? IPAddress.IPv6Loopback : IPAddress.Loopback,
            Settings = new Dictionary<string, string?>
            {
                ["Trad:Access:Key"] = Key,
                ["Trad:Access:ReadKey"] = ReadKey,
                ["Trad:Access:Origins"] = OpenedOrigin,
            },
        };
        await Host.InitializeAsync();
        await Host.ImportAsync("BTCUSDT", days: 30);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await _site!.DisposeAsync();
    }

    private static bool HasIPv6()
    {
        try
        {
            using var listener = new TcpListener(IPAddress.IPv6Loopback, 0);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
