using System.Net.Http;
using Trad.LocalHost.Client;
using Trad.LocalRuntime.Emulator;

namespace Trad.LocalHost.Hosting;

/// <summary>Finds a Trad host that already runs, by its port or by the data folder that it serves.</summary>
internal static class RunningHost
{
    private const string KeyHeader = "x-functions-key";

    // A port on which nobody listens refuses at once; whoever accepts and is slow is busy, not absent.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>
    /// A client of the host on the port, else of the one that serves the data folder, which goes first where the folder was named and
    /// the port was not; null when none answers as Trad does.
    /// </summary>
    /// <exception cref="StartException">The access key cannot be read.</exception>
    public static async Task<TradClient?> FindAsync(HostSettings settings, CancellationToken cancellationToken)
    {
        var key = LocalAccess.ReadKey(settings);
        if (!(settings.IsFolderMeant && settings.Storage is null) && settings.Port != 0
            && await FindAsync(new Uri($"http://127.0.0.1:{settings.Port}"), key, cancellationToken) is { } onPort)
        {
            return onPort;
        }

        return settings.Storage is null && ServedAddress.Find(settings.DataFolder) is { } address
            ? await FindAsync(address, key, cancellationToken)
            : null;
    }

    /// <summary>A client of the host at an address. Long trainings are followed by polling, so requests are short.</summary>
    /// <param name="address">Where it listens.</param>
    /// <param name="key">The access key that the client shows; null when there is none.</param>
    public static TradClient ClientOf(Uri address, string? key)
    {
        var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };
        if (key is not null)
        {
            http.DefaultRequestHeaders.Add(KeyHeader, key);
        }

        return new TradClient(http);
    }

    private static async Task<TradClient?> FindAsync(Uri address, string? key, CancellationToken cancellationToken)
    {
        var client = ClientOf(address, key);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await client.GetHealthAsync(patience.Token);
            return client;
        }
        catch (Exception absent) when (absent is HttpRequestException or TradApiException or System.Text.Json.JsonException
            || (absent is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
