using Trad.EndToEnd.Tests.Hosting;
using Trad.LocalRuntime.Emulator;

namespace Trad.EndToEnd.Tests.CommandLine;

public sealed class SecondHostTests
{
    [Fact]
    public async Task Second_host_on_the_same_storage_is_refused_until_the_first_is_gone_however_it_went()
    {
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), TestContext.Current.CancellationToken);
        string[] serve = ["serve", "--port", "0", "--storage", azurite.ConnectionString];
        using var first = TradProcess.Start(serve);
        await first.WaitForAddressAsync();

        var second = await TradProcess.RunAsync(serve);

        Assert.Equal(1, second.ExitCode);
        Assert.Contains($"{first.Id}", Assert.Single(second.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);

        await first.KillAsync();
        using var third = TradProcess.Start(serve);
        await third.WaitForAddressAsync();
    }
}
