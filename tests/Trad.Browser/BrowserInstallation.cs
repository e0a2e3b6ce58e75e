using System.Diagnostics;
using Trad.LocalRuntime.Emulator;

namespace Trad.Browser;

/// <summary>Chromium and the accessibility rules as npm packages, installed by whoever needs them first.</summary>
/// <param name="Chromium">The browser's executable.</param>
/// <param name="AxeScript">The script that checks a page for accessibility.</param>
public sealed record BrowserInstallation(string Chromium, string AxeScript)
{
    private static readonly string SourceFolder = Path.Combine(AppContext.BaseDirectory, "Installation");
    private static readonly NpmInstallation Packages = new("Chromium", SourceFolder, "browser", "");

    /// <summary>Installs what is missing.</summary>
    /// <exception cref="BrowserUnavailableException">It cannot be installed; the message says why.</exception>
    public static async Task<BrowserInstallation> EnsureAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            var axe = Path.Combine("node_modules", "axe-core", "axe.min.js");
            var folder = await Packages.EnsureAsync(axe, beforeInstalling: null, cancellationToken);
            var chromium = Path.Combine(folder, "chromium");
            if (!File.Exists(chromium))
            {
                await using var turn = await FileTurn.TakeAsync(folder + ".lock", TimeSpan.FromMinutes(5), cancellationToken);
                if (!File.Exists(chromium))
                {
                    await UnpackAsync(folder, cancellationToken);
                }
            }

            return new BrowserInstallation(chromium, Path.Combine(folder, axe));
        }
        catch (EmulatorException failure)
        {
            throw new BrowserUnavailableException(failure.Message, failure);
        }
    }

    private static async Task UnpackAsync(string folder, CancellationToken cancellationToken)
    {
        // A module finds its packages beside itself, so the script must lie beside node_modules. It unpacks into a folder of
        // its own first: a browser of which only a part was written must never be started.
        var script = Path.Combine(folder, "unpack.mjs");
        File.Copy(Path.Combine(SourceFolder, "unpack.mjs"), script, overwrite: true);
        var staging = Directory.CreateDirectory(Path.Combine(folder, "unpacking")).FullName;
        var start = new ProcessStartInfo("node", [script])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TMPDIR"] = staging;
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync(cancellationToken);
        var path = (await node.StandardOutput.ReadToEndAsync(cancellationToken)).Trim();
        await node.WaitForExitAsync(cancellationToken);
        if (node.ExitCode != 0 || !File.Exists(path))
        {
            throw new BrowserUnavailableException($"Chromium could not be unpacked: {await errors}");
        }

        File.Move(path, Path.Combine(folder, "chromium"));
    }
}
