using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;

namespace Trad.LocalRuntime.Emulator;

/// <summary>
/// Packages of npm, installed once per user and lock file by <c>npm ci</c>, so that every checkout and every test run
/// shares one copy of exactly the locked versions.
/// </summary>
/// <param name="title">What is installed, for messages.</param>
/// <param name="sourceFolder">The folder that holds <c>package.json</c> and <c>package-lock.json</c>.</param>
/// <param name="folderPrefix">How the installation's folder begins.</param>
/// <param name="whenNpmIsMissing">What to do without npm, for messages.</param>
internal sealed class NpmInstallation(string title, string sourceFolder, string folderPrefix, string whenNpmIsMissing)
{
    private static readonly string[] Manifests = ["package.json", "package-lock.json"];

    /// <summary>Installs the packages unless they are there, and returns the folder that holds <c>node_modules</c>.</summary>
    /// <param name="entry">A file that is there when they are, relative to that folder.</param>
    /// <param name="beforeInstalling">Called when something has to be installed.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="EmulatorException">Node.js or npm is missing, or the installation failed.</exception>
    public async Task<string> EnsureAsync(string entry, Action? beforeInstalling, CancellationToken cancellationToken)
    {
        var target = TargetFolder();
        if (File.Exists(Path.Combine(target, entry)))
        {
            return target;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new EmulatorException(
                $"{title} cannot be installed in {Path.GetDirectoryName(target)}: {FileRefusal.Describe(refused)}.", refused);
        }

        await using var turn = await FileTurn.TakeAsync(target + ".lock", TimeSpan.FromMinutes(5), cancellationToken);
        if (File.Exists(Path.Combine(target, entry)))
        {
            return target;
        }

        beforeInstalling?.Invoke();
        await InstallAsync(target, cancellationToken);
        return File.Exists(Path.Combine(target, entry))
            ? target
            : throw new EmulatorException($"npm installed {title} without its entry script; remove {target} and try again.");
    }

    private async Task InstallAsync(string target, CancellationToken cancellationToken)
    {
        var staging = $"{target}.{Environment.ProcessId}";
        try
        {
            Directory.CreateDirectory(staging);
            foreach (var file in Manifests)
            {
                File.Copy(Path.Combine(sourceFolder, file), Path.Combine(staging, file), overwrite: true);
            }

            await RunNpmAsync(staging, cancellationToken);
            if (Directory.Exists(target))
            {
                Directory.Delete(target, recursive: true);
            }

            Directory.Move(staging, target);
        }
        finally
        {
            if (Directory.Exists(staging))
            {
                Directory.Delete(staging, recursive: true);
            }
        }
    }

    private async Task RunNpmAsync(string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            ArgumentList = { "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--omit=dev" },
        };

        Process npm;
        try
        {
            npm = Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new EmulatorException($"npm was not found on the PATH; install Node.js 20 or newer{whenNpmIsMissing}.", missing);
        }

        using (npm)
        {
            npm.StandardInput.Close();
            var output = npm.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = npm.StandardError.ReadToEndAsync(cancellationToken);
            try
            {
                await npm.WaitForExitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                npm.Kill(entireProcessTree: true);
                throw;
            }

            await output;
            if (npm.ExitCode != 0)
            {
                throw new EmulatorException($"npm ci could not install {title} (exit code {npm.ExitCode}): {LastError(await errors)}");
            }
        }
    }

    private static string LastError(string errors) =>
        errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase), "npm said nothing more");

    private string TargetFolder()
    {
        var lockFile = File.ReadAllBytes(Path.Combine(sourceFolder, "package-lock.json"));
        var version = Convert.ToHexStringLower(SHA256.HashData(lockFile))[..12];
        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(home.Length == 0 ? Path.GetTempPath() : home, "trad", $"{folderPrefix}-{version}");
    }
}
