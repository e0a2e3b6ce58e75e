using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Trad.LocalRuntime.Emulator;

/// <summary>
/// A running Azurite, the Azure Storage emulator, on ports of its own. It stops when disposed, and also when this
/// process ends without saying goodbye.
/// </summary>
public sealed partial class AzuriteProcess : IAsyncDisposable
{
    private const string AccountName = "devstoreaccount1";

    // The emulator's published, fixed account key; it protects nothing.
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    // Saving takes a second; on a machine that has much else to do, many. Whoever ended it meanwhile would lose data.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly FileTurn? _dataFolder;
    private int _disposed;

    private AzuriteProcess(Process process, FileTurn? dataFolder, Uri blobEndpoint, Uri queueEndpoint, Uri tableEndpoint)
    {
        _process = process;
        _dataFolder = dataFolder;
        BlobEndpoint = blobEndpoint;
        TableEndpoint = tableEndpoint;
        ConnectionString =
            $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={AccountKey};"
            + $"BlobEndpoint={blobEndpoint};QueueEndpoint={queueEndpoint};TableEndpoint={tableEndpoint};";
    }

    /// <summary>What an Azure Storage client needs to reach this emulator.</summary>
    public string ConnectionString { get; }

    /// <summary>The blob service with the account name.</summary>
    public Uri BlobEndpoint { get; }

    /// <summary>The table service with the account name.</summary>
    public Uri TableEndpoint { get; }

    /// <summary>The process id, for tests that end it the hard way.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Whether the emulator has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Installs Azurite when it is missing, starts it, and returns when it accepts requests.</summary>
    /// <exception cref="EmulatorException">Node.js is missing, the data folder is in use, or Azurite does not start.</exception>
    public static async Task<AzuriteProcess> StartAsync(AzuriteOptions options, CancellationToken cancellationToken = default)
    {
        var entry = await AzuriteInstallation.EnsureAsync(options.Report, cancellationToken);
        var dataFolder = await ClaimDataFolderAsync(options.DataFolder, cancellationToken);
        try
        {
            var process = Launch(entry, options);
            try
            {
                var (blob, queue, table) = await ReadEndpointsAsync(process, cancellationToken);
                return new AzuriteProcess(process, dataFolder, blob, queue, table);
            }
            catch
            {
                End(process);
                throw;
            }
        }
        catch
        {
            if (dataFolder is not null)
            {
                await dataFolder.DisposeAsync();
            }

            throw;
        }
    }

    /// <summary>Asks Azurite to save and stop, and waits until it has.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            using var patience = new CancellationTokenSource(StopPatience);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                End(_process);
            }
        }

        _process.Dispose();
        if (_dataFolder is not null)
        {
            await _dataFolder.DisposeAsync();
        }
    }

    /// <summary>
    /// Two emulators on one folder would overwrite each other. The lock ends with the host; a killed host's emulator
    /// may still be saving, so its process is waited for too.
    /// </summary>
    private static async Task<FileTurn?> ClaimDataFolderAsync(string? folder, CancellationToken cancellationToken)
    {
        if (folder is null)
        {
            return null;
        }

        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new EmulatorException($"The data folder {folder} cannot be used: {refused.Message}", refused);
        }

        var turn = await FileTurn.TakeAsync(Path.Combine(folder, "host.lock"), TimeSpan.FromSeconds(2), cancellationToken);
        var giveUp = Environment.TickCount64 + (long)StopPatience.TotalMilliseconds;
        while (IsEmulatorAlive(ProcessIdFile(folder)))
        {
            if (Environment.TickCount64 > giveUp)
            {
                await turn.DisposeAsync();
                throw new EmulatorException($"An Azurite that an earlier host left behind still uses {folder}; end it and try again.");
            }

            await Task.Delay(50, cancellationToken);
        }

        return turn;
    }

    private static bool IsEmulatorAlive(string processIdFile)
    {
        if (!File.Exists(processIdFile) || !int.TryParse(File.ReadAllText(processIdFile), out var id))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited && process.ProcessName.Contains("node", StringComparison.OrdinalIgnoreCase);
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string ProcessIdFile(string folder) => Path.Combine(folder, "azurite.pid");

    private static Process Launch(string entry, AzuriteOptions options)
    {
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "--require", AzuriteInstallation.GuardScript, entry,
                "--silent", "--skipApiVersionCheck", "--disableTelemetry",
                "--blobHost", "127.0.0.1", "--blobPort", $"{options.BlobPort}",
                "--queueHost", "127.0.0.1", "--queuePort", "0",
                "--tableHost", "127.0.0.1", "--tablePort", $"{options.TablePort}",
            },
        };
        if (options.DataFolder is null)
        {
            start.ArgumentList.Add("--inMemoryPersistence");
        }
        else
        {
            start.ArgumentList.Add("--location");
            start.ArgumentList.Add(options.DataFolder);
        }

        try
        {
            var process = Process.Start(start)!;
            if (options.DataFolder is not null)
            {
                File.WriteAllText(ProcessIdFile(options.DataFolder), $"{process.Id}");
            }

            return process;
        }
        catch (Win32Exception missing)
        {
            throw new EmulatorException(
                "node was not found on the PATH; install Node.js 20 or newer, or name a storage account with --storage.", missing);
        }
    }

    private static async Task<(Uri Blob, Uri Queue, Uri Table)> ReadEndpointsAsync(Process process, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(StartPatience);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var endpoints = new Dictionary<string, Uri>(StringComparer.Ordinal);
        try
        {
            while (endpoints.Count < 3)
            {
                var line = await process.StandardOutput.ReadLineAsync(patience.Token);
                if (line is null)
                {
                    await process.WaitForExitAsync(patience.Token);
                    var reason = (await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault("it said nothing");
                    throw new EmulatorException($"Azurite ended while starting (exit code {process.ExitCode}): {reason.Trim()}");
                }

                if (ListeningLine().Match(line) is { Success: true } match)
                {
                    endpoints[match.Groups[1].Value] = new Uri($"{match.Groups[2].Value}/{AccountName}");
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EmulatorException($"Azurite did not start within {StartPatience.TotalSeconds:0} seconds.");
        }

        // Keep the pipes empty so that Azurite never blocks on them.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        return (endpoints["Blob"], endpoints["Queue"], endpoints["Table"]);
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in the meantime.
        }
    }

    [GeneratedRegex(@"^Azurite (Blob|Queue|Table) service is successfully listening at (\S+)$")]
    private static partial Regex ListeningLine();
}
