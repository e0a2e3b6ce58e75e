using System.ComponentModel;
using System.Diagnostics;

namespace Trad.Training.Tests.Assets.Freqtrade;

/// <summary>Python 3 as the machine has it, without any packages.</summary>
internal static class PythonInterpreter
{
    /// <summary>Runs a script and gives what it printed; skips the test where there is no Python 3.9 or newer.</summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        Process python;
        try
        {
            python = Process.Start(
                new ProcessStartInfo("python3", ["-I", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("python3 is not on the PATH, so the strategy classes for freqtrade are not run.");
            throw;
        }

        using (python)
        {
            var output = python.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var errors = python.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await python.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(python.ExitCode == 0, await errors);
            return await output;
        }
    }
}
