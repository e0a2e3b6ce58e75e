using System.Diagnostics;
using Trad.Functions.Tests.Hosting;
using Trad.LocalRuntime.Emulator;
using Trad.Testing;

namespace Trad.Functions.Tests.Api.OpenApi;

/// <summary>
/// The API's document as the tools of others read it: a linter, a generator of TypeScript clients and its compiler. Installing them
/// takes a while the first time; each is a program of its own and takes seconds.
/// </summary>
public sealed class ToolTests(AppHost app) : IClassFixture<AppHost>
{
    private const string NeverSkip = "CI";

    private static readonly string Source = ProjectTree.PathTo("tests", "Trad.Functions.Tests", "Api", "OpenApi", "Tools");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Document_passes_the_recommended_rules_of_redocly()
    {
        var (tools, document) = await PrepareAsync("lint");

        var (exitCode, output) = await RunAsync(
            tools, Path.Combine("@redocly", "cli", "bin", "cli.js"), "lint", document, "--extends=recommended", "--format=stylish");

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task Generated_typescript_client_compiles_and_talks_to_the_running_app()
    {
        var (tools, document) = await PrepareAsync("client");
        var folder = Path.GetDirectoryName(document)!;
        foreach (var file in new[] { "client.ts", "tsconfig.json" })
        {
            File.Copy(Path.Combine(Source, file), Path.Combine(folder, file));
        }

        await SucceedAsync(tools, Path.Combine("openapi-typescript", "bin", "cli.js"), document, "-o", Path.Combine(folder, "trad.d.ts"));
        await SucceedAsync(tools, Path.Combine("typescript", "bin", "tsc"), "--project", folder);
        var (exitCode, output) = await NodeAsync(folder, Path.Combine(folder, "client.js"), $"{app.Http.BaseAddress}".TrimEnd('/'));

        Assert.True(exitCode == 0, output);
        Assert.Contains("liquidity-sweep", output, StringComparison.Ordinal);
        Assert.Contains("interval: is '7x'", output, StringComparison.Ordinal);
    }

    // A module finds its packages above itself, so what is compiled lies below the installation.
    private async Task<(string Tools, string Document)> PrepareAsync(string purpose)
    {
        string tools;
        try
        {
            tools = await new NpmInstallation(
                "the tools for OpenAPI", Source, "api-tools", "").EnsureAsync(Path.Combine("node_modules", "typescript", "bin", "tsc"),
                beforeInstalling: null, Cancellation);
        }
        catch (EmulatorException missing) when (Environment.GetEnvironmentVariable(NeverSkip) is null)
        {
            Assert.Skip(missing.Message);
            throw;
        }

        var folder = Directory.CreateDirectory(Path.Combine(tools, "runs", $"{purpose}-{Guid.NewGuid():N}")).FullName;
        var document = Path.Combine(folder, "openapi.json");
        await File.WriteAllTextAsync(document, await app.Http.GetStringAsync("api/openapi.json", Cancellation), Cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), """{"type":"module"}""", Cancellation);
        return (tools, document);
    }

    private static async Task SucceedAsync(string tools, string script, params string[] arguments)
    {
        var (exitCode, output) = await RunAsync(tools, script, arguments);
        Assert.True(exitCode == 0, output);
    }

    private static Task<(int ExitCode, string Output)> RunAsync(string tools, string script, params string[] arguments) =>
        NodeAsync(tools, [Path.Combine(tools, "node_modules", script), .. arguments]);

    private static async Task<(int ExitCode, string Output)> NodeAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["REDOCLY_TELEMETRY"] = "off";
        start.Environment["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true";
        using var node = Process.Start(start)!;
        var output = node.StandardOutput.ReadToEndAsync(Cancellation);
        var errors = node.StandardError.ReadToEndAsync(Cancellation);
        await node.WaitForExitAsync(Cancellation);
        return (node.ExitCode, await output + await errors);
    }
}
