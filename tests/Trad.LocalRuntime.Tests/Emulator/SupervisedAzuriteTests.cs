using System.Diagnostics;
using Azure.Data.Tables;
using Trad.LocalRuntime.Emulator;

namespace Trad.LocalRuntime.Tests.Emulator;

public sealed class SupervisedAzuriteTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly string _folder = Directory.CreateTempSubdirectory("trad-supervised-").FullName;
    private readonly List<string> _said = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Emulator_that_ends_is_started_again_where_it_was_with_what_it_had_acknowledged()
    {
        await using var azurite = await SupervisedAzurite.StartAsync(Options(), Cancellation);
        var table = new TableClient(azurite.ConnectionString, "kept");
        await table.CreateAsync(Cancellation);
        await table.AddEntityAsync(new TableEntity("p", "r"), Cancellation);
        var first = await EmulatorIdAsync();

        await KillAsync(first);

        await UntilSaidAsync(azurite, "runs again");
        Assert.Equal("r", (await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).Value.RowKey);
        Assert.NotEqual(first, await EmulatorIdAsync());
        Assert.False(azurite.Lost.IsCompleted);
    }

    [Fact]
    public async Task Emulator_that_cannot_be_started_again_is_given_up_with_the_reason()
    {
        await using var azurite = await SupervisedAzurite.StartAsync(Options(), Cancellation);
        await File.WriteAllTextAsync(Path.Combine(_folder, "__azurite_db_table__.json"), "{ not json", Cancellation);

        await KillAsync(await EmulatorIdAsync());

        var lost = await azurite.Lost.WaitAsync(Patience, Cancellation);
        Assert.Contains("__azurite_db_table__.json is damaged", lost!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', lost.Message);
    }

    [Fact]
    public async Task Emulator_that_ends_again_and_again_is_given_up()
    {
        await using var azurite = await SupervisedAzurite.StartAsync(Options(), Cancellation);
        for (var end = 1; end <= 5; end++)
        {
            await KillAsync(await EmulatorIdAsync());
            await UntilSaidAsync(azurite, "runs again", end);
        }

        await KillAsync(await EmulatorIdAsync());

        Assert.Contains("6 times", (await azurite.Lost.WaitAsync(Patience, Cancellation))!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_is_no_loss()
    {
        var azurite = await SupervisedAzurite.StartAsync(Options(), Cancellation);

        await azurite.DisposeAsync();

        Assert.Null(await azurite.Lost);
        Assert.DoesNotContain(_said, line => line.Contains("has ended", StringComparison.Ordinal));
    }

    private AzuriteOptions Options() => new()
    {
        DataFolder = _folder,
        Report = line =>
        {
            lock (_said)
            {
                _said.Add(line);
            }
        },
    };

    private async Task<int> EmulatorIdAsync() =>
        ProcessIdentity.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "azurite.pid"), Cancellation))!.Id;

    private static async Task KillAsync(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill();
        await process.WaitForExitAsync(Cancellation);
    }

    private async Task UntilSaidAsync(SupervisedAzurite azurite, string text, int times = 1)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            lock (_said)
            {
                if (_said.Count(line => line.Contains(text, StringComparison.Ordinal)) >= times)
                {
                    return;
                }

                if (azurite.Lost.IsCompleted || Stopwatch.GetElapsedTime(began) > Patience)
                {
                    Assert.Fail(
                        $"The emulator did not say \"{text}\" {times} times; it said: {string.Join(" | ", _said)}; given up: {azurite.Lost.IsCompleted}.");
                }
            }

            await Task.Delay(20, Cancellation);
        }
    }
}
