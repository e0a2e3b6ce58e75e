using System.Diagnostics;
using System.Globalization;
using Trad.EndToEnd.Tests.Hosting;

namespace Trad.EndToEnd.Tests.Faults;

/// <summary>The host's emulator ends: the host says it and starts it again, or says why it cannot and ends.</summary>
public sealed class LostEmulatorTests(ServingHost host) : IClassFixture<ServingHost>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Host_starts_its_emulator_again_and_says_so_or_ends_with_one_line_when_it_cannot()
    {
        var job = await host.Client.StartTrainingAsync(ServingHost.Request(1, trials: 4), TestContext.Current.CancellationToken);
        await host.WaitAsync(job.Id);

        await KillEmulatorAsync();
        await UntilHealthyAsync();

        Assert.Equal(job.Id, (await host.Client.GetJobAsync(job.Id, TestContext.Current.CancellationToken)).Id);

        // Now with data that cannot be read again.
        var file = Path.Combine(host.DataFolder, "__azurite_db_blob__.json");
        var sound = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, "{", TestContext.Current.CancellationToken);
        await KillEmulatorAsync();

        Assert.Equal(1, await host.WaitForExitAsync());
        var said = (await host.ReadErrorsAsync()).Split('\n');
        Assert.Contains(
            said,
            line => line.Contains(
                "The storage emulator has ended", StringComparison.Ordinal) && line.Contains("started again", StringComparison.Ordinal));
        Assert.Single(
            said, line => line.StartsWith("error: The storage emulator has ended and cannot be started again: ", StringComparison.Ordinal)
            && line.Contains("__azurite_db_blob__.json is damaged", StringComparison.Ordinal));

        // Nothing was made worse by that: with the file as it was, all is there.
        await File.WriteAllBytesAsync(file, sound, TestContext.Current.CancellationToken);
        await host.StartAsync();
        Assert.Equal(job.Id, (await host.Client.GetJobAsync(job.Id, TestContext.Current.CancellationToken)).Id);
    }

    private async Task KillEmulatorAsync()
    {
        var id = (await File.ReadAllTextAsync(Path.Combine(host.DataFolder, "azurite.pid"), TestContext.Current.CancellationToken))
            .Split(' ')[0];
        using var emulator = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
        emulator.Kill();
        await emulator.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private async Task UntilHealthyAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!(await host.Http.GetAsync(new Uri("api/health", UriKind.Relative), patience.Token)).IsSuccessStatusCode)
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
