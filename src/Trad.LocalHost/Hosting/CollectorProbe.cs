using System.Net.Sockets;

namespace Trad.LocalHost.Hosting;

/// <summary>Says once that nobody listens where telemetry goes: the exporter keeps that to itself, and tries on.</summary>
internal static class CollectorProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Knocks at a collector's door.</summary>
    /// <param name="collector">Its address.</param>
    /// <param name="report">Where the line goes when it does not open.</param>
    /// <param name="cancellationToken">Ends the attempt without a word.</param>
    public static async Task TellAsync(Uri collector, Action<string> report, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(collector.DnsSafeHost, collector.Port, patience.Token);
        }
        catch (Exception failed) when (failed is SocketException or OperationCanceledException)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            var reason = failed is SocketException refused ? refused.Message : $"no answer within {Patience.TotalSeconds:0} seconds";
            report($"No collector listens at {collector.Authority} (--otlp): {reason}. Telemetry is lost until one does.");
        }
    }
}
