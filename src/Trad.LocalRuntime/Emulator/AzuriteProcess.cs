using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Trad.LocalRuntime.Emulator;

/// <summary>
/// A running Azurite, the Azure Storage emulator, on ports of its own. It stops when disposed, and also when this
/// process ends without saying goodbye.
/// </summary>
public sealed partial class AzuriteProcess : IAsyncDisposable
{
    private const string AccountName = EmulatorConnection.AccountName;

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    // Saving takes a second; on a machine that has much else to do, many. Whoever ended it meanwhile would lose data.
    internal static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(60);

    // Each draw asks the system for ports that are free at that moment: there is nothing to wait for between two of them, and
    // whoever loses five in a row has another trouble.
    private const int MostDraws = 5;

    private readonly Process _process;
    private readonly EmulatorComplaints _complaints;
    private readonly EmulatorFolder? _folder;
    private readonly bool _ownsFolder;
    private int _disposed;

    private AzuriteProcess(
        Process process, EmulatorComplaints complaints, EmulatorFolder? folder, bool ownsFolder, string accountKey, Endpoints endpoints)
    {
        _process = process;
        _complaints = complaints;
        _folder = folder;
        _ownsFolder = ownsFolder;
        BlobEndpoint = endpoints.Blob;
        QueueEndpoint = endpoints.Queue;
        TableEndpoint = endpoints.Table;
        ConnectionString = EmulatorConnection.Compose(accountKey, BlobEndpoint, QueueEndpoint, TableEndpoint);
    }

    /// <summary>What an Azure Storage client needs to reach this emulator.</summary>
    public string ConnectionString { get; }

    /// <summary>The blob service with the account name.</summary>
    public Uri BlobEndpoint { get; }

    /// <summary>The queue service with the account name.</summary>
    public Uri QueueEndpoint { get; }

    /// <summary>The table service with the account name.</summary>
    public Uri TableEndpoint { get; }

    /// <summary>The process id, for tests that end it the hard way.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Whether the emulator has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Completes when the emulator has ended, however; tells its last words.</summary>
    public Task<string> Ended => _complaints.Ended;

    /// <summary>Installs Azurite when it is missing, starts it, and returns when it accepts requests.</summary>
    /// <exception cref="EmulatorException">
    /// Node.js is missing, the data folder is in use or cannot be written, its data are damaged, or Azurite does not start.
    /// </exception>
    public static async Task<AzuriteProcess> StartAsync(AzuriteOptions options, CancellationToken cancellationToken = default)
    {
        var folder = options.DataFolder is { } path
            ? await EmulatorFolder.ClaimAsync(path, StopPatience, options.Report, cancellationToken)
            : null;
        try
        {
            return await StartAsync(options, folder, ownsFolder: true, cancellationToken);
        }
        catch
        {
            if (folder is not null)
            {
                await folder.DisposeAsync();
            }

            throw;
        }
    }

    /// <summary>
    /// Starts Azurite on a folder that the caller has claimed, or on none. On a folder it listens where the last one did, unless
    /// other ports are asked for or somebody else has taken them: who works on it finds it again.
    /// </summary>
    internal static async Task<AzuriteProcess> StartAsync(
        AzuriteOptions options, EmulatorFolder? folder, bool ownsFolder, CancellationToken cancellationToken)
    {
        if (folder is null)
        {
            return await StartOnPortsAsync(options, folder, ownsFolder, cancellationToken);
        }

        if (folder.FindPorts() is { } ports && options is { BlobPort: 0, QueuePort: 0, TablePort: 0 })
        {
            try
            {
                return await StartOnPortsAsync(ports.FillIn(options), folder, ownsFolder, cancellationToken);
            }
            catch (EmulatorException taken) when (taken.IsPortTaken)
            {
                options.Report?.Invoke(
                    $"The ports {ports.Blob}, {ports.Queue} and {ports.Table} that the storage emulator had are not all free; it takes others.");
            }
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var azurite = await StartOnPortsAsync(EmulatorPorts.Draw().FillIn(options), folder, ownsFolder, cancellationToken);
                folder.Note(new EmulatorPorts(azurite.BlobEndpoint.Port, azurite.QueueEndpoint.Port, azurite.TableEndpoint.Port));
                return azurite;
            }
            catch (EmulatorException taken)
                when (taken.IsPortTaken && attempt < MostDraws && options is { BlobPort: 0, QueuePort: 0, TablePort: 0 })
            {
                // Somebody else was quicker between the draw and the start.
            }
        }
    }

    private static async Task<AzuriteProcess> StartOnPortsAsync(
        AzuriteOptions options, EmulatorFolder? folder, bool ownsFolder, CancellationToken cancellationToken)
    {
        var entry = await AzuriteInstallation.EnsureAsync(options.Report, cancellationToken);
        var accountKey = folder?.AccountKey ?? EmulatorFolder.DrawKey();
        var process = Launch(entry, options, folder, accountKey);
        try
        {
            var complaints = new EmulatorComplaints(process, options.Report);
            var endpoints = await ReadEndpointsAsync(process, complaints, cancellationToken);
            return new AzuriteProcess(process, complaints, folder, ownsFolder, accountKey, endpoints);
        }
        catch
        {
            End(process);
            process.Dispose();
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
        if (_folder is not null && _ownsFolder)
        {
            await _folder.DisposeAsync();
        }
    }

    private static Process Launch(string entry, AzuriteOptions options, EmulatorFolder? folder, string accountKey)
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
                "--queueHost", "127.0.0.1", "--queuePort", $"{options.QueuePort}",
                "--tableHost", "127.0.0.1", "--tablePort", $"{options.TablePort}",
            },
        };

        // Not an argument: those can be read by every user of the machine.
        start.Environment["AZURITE_ACCOUNTS"] = $"{AccountName}:{accountKey}";
        if (folder is null)
        {
            start.ArgumentList.Add("--inMemoryPersistence");
        }
        else
        {
            start.ArgumentList.Add("--location");
            start.ArgumentList.Add(folder.Path);
            start.Environment["TRAD_HOST_PROCESS"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
            start.Environment["TRAD_EMULATOR_DURABILITY"] = options.Durability.ToString().ToLowerInvariant();
        }

        try
        {
            var process = Process.Start(start)!;
            folder?.Note(ProcessIdentity.FromProcess(process));
            return process;
        }
        catch (Win32Exception missing)
        {
            throw new EmulatorException(
                "node was not found on the PATH; install Node.js 20 or newer, or name a storage account with --storage.", missing);
        }
    }

    private static async Task<Endpoints> ReadEndpointsAsync(
        Process process, EmulatorComplaints complaints, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(StartPatience);
        var found = new Dictionary<string, Uri>(StringComparer.Ordinal);
        try
        {
            while (found.Count < 3)
            {
                var line = await process.StandardOutput.ReadLineAsync(patience.Token);
                if (line is null)
                {
                    await process.WaitForExitAsync(patience.Token);
                    throw new EmulatorException($"Azurite ended while starting (exit code {process.ExitCode}): {await complaints.Ended}");
                }

                if (ListeningLine().Match(line) is { Success: true } match)
                {
                    found[match.Groups[1].Value] = new Uri($"{match.Groups[2].Value}/{AccountName}");
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EmulatorException($"Azurite did not start within {StartPatience.TotalSeconds:0} seconds.");
        }

        // Keep the pipe empty so that Azurite never blocks on it.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        return new Endpoints(found["Blob"], found["Queue"], found["Table"]);
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

    private sealed record Endpoints(Uri Blob, Uri Queue, Uri Table);

    [GeneratedRegex(@"^Azurite (Blob|Queue|Table) service is successfully listening at (\S+)$")]
    private static partial Regex ListeningLine();
}
