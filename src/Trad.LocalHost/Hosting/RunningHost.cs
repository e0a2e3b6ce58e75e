using System.Net.Http;
using Trad.LocalHost.Client;

namespace Trad.LocalHost.Hosting;

/// <summary>Finds a Trad host that already runs on a port.</summary>
internal static class RunningHost
{
    private const string KeyHeader = "x-functions-key";

    // A port on which nobody listens refuses at once; whoever accepts and is slow is busy, not absent.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>A client of the host on the port, or null when none answers there as Trad does.</summary>
    public static async Task<TradClient?> FindAsync(int port, string? key, CancellationToken cancellationToken)
    {
        if (port == 0)
        {
            return null;
        }

        var client = ClientOf(new Uri($"http://127.0.0.1:{port}"), key);
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
}
