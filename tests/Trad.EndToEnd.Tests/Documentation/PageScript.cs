using System.Diagnostics;
using Trad.EndToEnd.Tests.Hosting;

namespace Trad.EndToEnd.Tests.Documentation;

/// <summary>The shell blocks of a page, run as a person would run them, in the order of the page.</summary>
internal static class PageScript
{
    // It writes a file and asks no host.
    private const string WithoutHost = "strategies new";

    /// <summary>Runs them against a host in a folder of their own; returns what they printed.</summary>
    /// <param name="page">The page's path.</param>
    /// <param name="host">What stands for the host on the usual port.</param>
    /// <param name="prepare">Puts into the folder what the page takes for granted.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<string> RunAsync(string page, ServingHost host, Action<string> prepare, CancellationToken cancellationToken)
    {
        var script = Page.At(page).Script
            .Replace("http://127.0.0.1:7071", host.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
        var folder = Directory.CreateTempSubdirectory("trad-page-");
        prepare(folder.FullName);

        // An answer of 400 or more, or a command that fails, ends the script, and with it the test.
        var prelude = $$"""
            set -euo pipefail
            cd '{{folder.FullName}}'
            curl() { command curl -sS --fail-with-body --max-time 60 "$@"; }
            trad() {
              case "$*" in
                '{{WithoutHost}} '*) ;;
                *) set -- "$@" --port {{host.Address.Port}} ;;
              esac
              '{{TradProcess.DotNet}}' '{{TradProcess.Executable}}' "$@"
            }

            """;
        using var bash = Process.Start(
            new ProcessStartInfo("bash", ["-c", prelude + script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = bash.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = bash.StandardError.ReadToEndAsync(cancellationToken);
        await bash.WaitForExitAsync(cancellationToken);
        var all = await output + await errors;
        folder.Delete(recursive: true);
        Assert.True(bash.ExitCode == 0, $"{page} ended with {bash.ExitCode}: {all}");
        return all;
    }
}
