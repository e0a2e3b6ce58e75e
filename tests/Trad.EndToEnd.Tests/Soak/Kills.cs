using System.Diagnostics;
using System.Globalization;
using Trad.EndToEnd.Tests.Hosting;

namespace Trad.EndToEnd.Tests.Soak;

/// <summary>Kills a host, its emulator or both (SIGKILL) at seeded moments. A killed emulator is started again by its host.</summary>
internal sealed class Kills(ServingHost host, int seed)
{
    private static readonly TimeSpan Earliest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Latest = TimeSpan.FromMilliseconds(4000);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Random _random = new(seed);
    private int _hosts;
    private int _emulators;
    private int _both;
    private int _givenUp;

    public override string ToString() =>
        $"{_hosts} kills of the host, {_emulators} of the emulator, {_both} of both; the host gave the emulator up {_givenUp} times";

    public async Task HappenAsync(int count, CancellationToken cancellationToken)
    {
        for (var kill = 0; kill < count; kill++)
        {
            await Task.Delay(Earliest + (_random.NextDouble() * (Latest - Earliest)), cancellationToken);
            switch (_random.Next(3))
            {
                case 0:
                    await host.KillAsync();
                    await host.StartAsync();
                    _hosts++;
                    break;
                case 1:
                    await KillEmulatorAsync();
                    await WaitForEmulatorAsync(cancellationToken);
                    _emulators++;
                    break;
                default:
                    // The host first in every other case, so that the emulator is killed while it saves.
                    var isHostFirst = _random.Next(2) == 0;
                    await (isHostFirst ? host.KillAsync() : KillEmulatorAsync());
                    await Task.Delay(_random.Next(30), cancellationToken);
                    await (isHostFirst ? KillEmulatorAsync() : host.KillAsync());
                    await host.StartAsync();
                    _both++;
                    break;
            }
        }
    }

    private async Task KillEmulatorAsync()
    {
        try
        {
            using var emulator = Process.GetProcessById(await ReadEmulatorIdAsync());
            emulator.Kill();
            await emulator.WaitForExitAsync();
        }
        catch (ArgumentException)
        {
            // It has ended by itself in the meantime.
        }
    }

    private async Task<int> ReadEmulatorIdAsync() => int.Parse(
        (await File.ReadAllTextAsync(Path.Combine(host.DataFolder, "azurite.pid"))).Split(' ')[0], CultureInfo.InvariantCulture);

    // Until the host is healthy again; or has given up, as it does when its emulator ends too often, and is started anew.
    private async Task WaitForEmulatorAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            if (host.HasEnded)
            {
                Assert.Contains("is not started again", await host.ReadErrorsAsync(), StringComparison.Ordinal);
                await host.StartAsync();
                _givenUp++;
                return;
            }

            try
            {
                using var health = await host.Http.GetAsync(new Uri("api/health", UriKind.Relative), patience.Token);
                if (health.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It is ending.
            }

            await Task.Delay(50, patience.Token);
        }
    }
}
