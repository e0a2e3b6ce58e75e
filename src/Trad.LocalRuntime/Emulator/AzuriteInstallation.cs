using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;

namespace Trad.LocalRuntime.Emulator;

/// <summary>
/// Azurite as an npm package, installed once per user and lock file by <c>npm ci</c>, so that every checkout and every
/// test run shares one copy of exactly the locked versions.
/// </summary>
internal static class AzuriteInstallation
{
    private static readonly string SourceFolder = Path.Combine(AppContext.BaseDirectory, "Emulator");

    /// <summary>Loaded into Azurite's process before Azurite itself.</summary>
    public static string GuardScript { get; } = Path.Combine(SourceFolder, "guard.cjs");

    /// <summary>Installs Azurite unless it is there, and returns the path of its entry script.</summary>
    /// <exception cref="EmulatorException">Node.js or npm is missing, or the installation failed.</exception>
    public static async Task<string> EnsureAsync(Action<string>? report, CancellationToken cancellationToken)
    {
        var target = TargetFolder();
        var entry = Path.Combine(target, "node_modules", "azurite", "dist", "src", "azurite.js");
        if (File.Exists(entry))
        {
            return entry;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await using var turn = await FileTurn.TakeAsync(target + ".lock", TimeSpan.FromMinutes(5), cancellationToken);
        if (File.Exists(entry))
        {
            return entry;
        }

        report?.Invoke("Installing the storage emulator Azurite with npm (the first time only, about 15 seconds) ...");
        await InstallAsync(target, cancellationToken);
        return File.Exists(entry)
            ? entry
            : throw new EmulatorException($"npm installed Azurite without its entry script; remove {target} and try again.");
    }

    private static async Task InstallAsync(string target, CancellationToken cancellationToken)
    {
        var staging = $"{target}.{Environment.ProcessId}";
        try
        {
            Directory.CreateDirectory(staging);
            foreach (var file in new[] { "package.json", "package-lock.json" })
            {
                File.Copy(Path.Combine(SourceFolder, file), Path.Combine(staging, file), overwrite: true);
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

    private static async Task RunNpmAsync(string folder, CancellationToken cancellationToken)
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
            throw new EmulatorException(
                "npm was not found on the PATH; install Node.js 20 or newer, or name a storage account with --storage.", missing);
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
                throw new EmulatorException($"npm ci could not install Azurite (exit code {npm.ExitCode}): {LastError(await errors)}");
            }
        }
    }

    private static string LastError(string errors) =>
        errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase), "npm said nothing more");

    private static string TargetFolder()
    {
        var lockFile = File.ReadAllBytes(Path.Combine(SourceFolder, "package-lock.json"));
        var version = Convert.ToHexStringLower(SHA256.HashData(lockFile))[..12];
        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(home.Length == 0 ? Path.GetTempPath() : home, "trad", $"azurite-{version}");
    }
}
