using System.Diagnostics;
using Trad.EndToEnd.Tests.Hosting;

namespace Trad.EndToEnd.Tests.Soak;

/// <summary>Kills a host (SIGKILL) at seeded moments, now and then stops it (SIGTERM) instead, and starts it again each time.</summary>
internal sealed class Accidents(ServingHost host, int seed)
{
    private static readonly TimeSpan Earliest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Latest = TimeSpan.FromMilliseconds(2500);

    private readonly Random _random = new(seed);

    public int Kills { get; private set; }

    public int Stops { get; private set; }

    /// <summary>How long each start took, until the host said where it listens.</summary>
    public List<TimeSpan> Starts { get; } = [];

    /// <summary>Lets some accidents happen while work is done; when that fails, no more do.</summary>
    public async Task HappenAsync(int count, Task meanwhile)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var happening = HappenAsync(count, over.Token);
        try
        {
            // Whichever fails first is the reason why the other would.
            await await Task.WhenAny(meanwhile, happening);
            await Task.WhenAll(meanwhile, happening);
        }
        finally
        {
            await over.CancelAsync();
            await happening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task HappenAsync(int count, CancellationToken cancellationToken)
    {
        for (var accident = 0; accident < count; accident++)
        {
            await Task.Delay(Earliest + (_random.NextDouble() * (Latest - Earliest)), cancellationToken);
            if (_random.Next(4) == 0)
            {
                await host.StopAsync();
                Stops++;
            }
            else
            {
                await host.KillAsync();
                Kills++;
            }

            var starting = Stopwatch.GetTimestamp();
            await host.StartAsync();
            Starts.Add(Stopwatch.GetElapsedTime(starting));
        }
    }
}
