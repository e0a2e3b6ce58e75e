using System.Diagnostics;
using System.Text.RegularExpressions;
using Trad.EndToEnd.Tests.Hosting;
using Trad.Testing;

namespace Trad.EndToEnd.Tests.Documentation;

/// <summary>Every shell block of the README that uses curl, run as a person would run it, in the order of the README.</summary>
public sealed partial class ReadmeExamplesTests(ServingHost host) : IClassFixture<ServingHost>
{
    [Fact]
    public async Task Curl_examples_work_as_they_are_written()
    {
        var readme = await File.ReadAllTextAsync(ProjectTree.PathTo("README.md"), TestContext.Current.CancellationToken);
        var examples = ShellBlock().Matches(readme).Select(match => match.Groups[1].Value)
            .Where(block => block.Contains("curl ", StringComparison.Ordinal)).ToList();
        var script = string.Join('\n', examples)
            .Replace("http://127.0.0.1:7071", host.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);

        // An answer of 400 or more ends the script, and with it the test.
        var (exitCode, output) =
            await RunAsync($"set -euo pipefail\ncurl() {{ command curl -sS --fail-with-body --max-time 60 \"$@\"; }}\n{script}");

        Assert.NotEmpty(examples);
        Assert.True(exitCode == 0, output);
        Assert.Contains("event: done", output, StringComparison.Ordinal);
        Assert.Contains("\"state\":\"completed\"", output, StringComparison.Ordinal);
    }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    private static async Task<(int ExitCode, string Output)> RunAsync(string script)
    {
        using var bash = Process.Start(
            new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = bash.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (bash.ExitCode, await output + await errors);
    }
}
