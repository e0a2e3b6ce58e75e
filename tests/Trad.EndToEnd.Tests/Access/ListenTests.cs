using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Trad.EndToEnd.Tests.Hosting;

namespace Trad.EndToEnd.Tests.Access;

/// <summary>A host that other machines reach, started the way a person starts it.</summary>
public sealed class ListenTests : IDisposable
{
    private const string Key = "listen-0123456789abcdef";

    private readonly string _folder = Directory.CreateTempSubdirectory("trad-listen-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.0.2.1")]
    public async Task Serve_beyond_loopback_without_a_key_is_refused_in_one_line_before_anything_is_started(string address)
    {
        var serve = await TradProcess.RunAsync(["serve", "--port", "0", "--listen", address, "--data", Path.Combine(_folder, "data")]);

        Assert.Equal(1, serve.ExitCode);
        Assert.Equal(
            $"error: --listen {address} lets other machines in, which need a key: set Trad__Access__Key, for example to what 'openssl rand -hex 24' prints, or name a file that holds it with --key-file.",
            Assert.Single(serve.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Empty(serve.Output);
        Assert.False(Directory.Exists(Path.Combine(_folder, "data")));
    }

    [Theory]
    [InlineData("Trad__Access__Key", "short", "Trad__Access__Key has 5 characters")]
    [InlineData("Trad__Access__Mode", "none", "Trad__Access__Mode is 'none'")]
    [InlineData("Trad__Access__Mode", "entra", "Trad__Access__Mode is 'entra'")]
    [InlineData("Trad__Access__KeyFile", "/nowhere/key", "Trad__Access__KeyFile cannot be read")]
    public async Task Serve_with_a_setting_that_lets_others_in_is_refused_in_one_line(string setting, string value, string expected)
    {
        var serve = await TradProcess.RunAsync(
            ["serve", "--port", "0", "--listen", "0.0.0.0", "--data", Path.Combine(_folder, "data")],
            new Dictionary<string, string> { [setting] = value });

        Assert.Equal(1, serve.ExitCode);
        Assert.Contains(expected, Assert.Single(serve.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_with_a_listen_address_that_is_none_says_what_is_allowed()
    {
        var serve = await TradProcess.RunAsync(["serve", "--listen", "everywhere"]);

        Assert.Equal(2, serve.ExitCode);
        Assert.StartsWith("error: --listen is 'everywhere'; allowed is an address of this machine", serve.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_beyond_loopback_answers_other_machines_and_its_own_commands_by_the_key_alone()
    {
        var keyFile = Path.Combine(_folder, "key");
        await File.WriteAllTextAsync(keyFile, Key + "\n", Cancellation);
        using var serve = TradProcess.Start(
            ["serve", "--port", "0", "--listen", "0.0.0.0", "--data", Path.Combine(_folder, "data"), "--key-file", keyFile]);
        var address = await serve.WaitForAddressAsync();
        string[] list = ["jobs", "list", "--port", $"{address.Port}"];
        using var http = new HttpClient();

        foreach (var machine in Addresses())
        {
            var jobs = new Uri($"http://{machine}:{address.Port}/api/training/jobs");
            using var stranger = await http.GetAsync(jobs, Cancellation);
            using var asked = new HttpRequestMessage(HttpMethod.Get, jobs) { Headers = { { "x-functions-key", Key } } };
            using var known = await http.SendAsync(asked, Cancellation);
            using var misnamed = new HttpRequestMessage(HttpMethod.Get, jobs)
            {
                Headers = { { "x-functions-key", Key }, { "Host", "rebound.example" } },
            };
            using var rebound = await http.SendAsync(misnamed, Cancellation);

            Assert.Equal(
                [HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.MisdirectedRequest],
                [stranger.StatusCode, known.StatusCode, rebound.StatusCode]);
        }

        var keyless = await TradProcess.RunAsync(list);
        var byFile = await TradProcess.RunAsync([.. list, "--key-file", keyFile]);
        var byVariable = await TradProcess.RunAsync(list, new Dictionary<string, string> { ["Trad__Access__Key"] = Key });
        await serve.SignalAsync("TERM");

        Assert.Equal(0, await serve.WaitForExitAsync());
        Assert.Equal(1, keyless.ExitCode);
        Assert.Contains(
            "--key-file", Assert.Single(keyless.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal([0, 0], [byFile.ExitCode, byVariable.ExitCode]);
        Assert.DoesNotContain(Key, serve.Output + serve.Errors + keyless.Errors, StringComparison.Ordinal);
    }

    // This machine as others know it, where it has a network, and as it knows itself.
    private static IEnumerable<IPAddress> Addresses() => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(each => each.GetIPProperties().UnicastAddresses)
        .Select(each => each.Address)
        .Where(each => each.AddressFamily == AddressFamily.InterNetwork);
}
