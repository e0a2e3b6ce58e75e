using Trad.LocalRuntime.Emulator;

namespace Trad.LocalHost.Hosting;

/// <summary>The storage that a worker shares with the process that serves: an account, or the emulator of a host on this machine.</summary>
internal sealed class WorkerStorage
{
    private readonly StorageSetting? _account;
    private readonly string _folder = "";

    private WorkerStorage(StorageSetting? account, string folder)
    {
        _account = account;
        _folder = folder;
    }

    /// <summary>An account, which stays where it is.</summary>
    public static WorkerStorage FromAccount(StorageSetting account) => new(account, "");

    /// <summary>The emulator that a host started on a data folder; another one may listen elsewhere.</summary>
    public static WorkerStorage OfEmulator(string folder) => new(null, folder);

    /// <summary>Where the storage is now.</summary>
    /// <exception cref="StartException">No host has served the data folder.</exception>
    public StorageSetting Find() => _account ?? TryFind() ?? throw new StartException(
        $"No host has served the data folder {_folder}, or this user may not read it: start 'trad serve --engine azure-storage --data {_folder}' first.");

    /// <summary>Waits until the storage is elsewhere than it was.</summary>
    public async Task WaitUntilMovedAsync(StorageSetting from, CancellationToken cancellationToken)
    {
        if (_account is not null)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        while (TryFind() is not { } found || found == from)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        }
    }

    private StorageSetting? TryFind() => EmulatorConnection.Find(_folder) is { } emulator ? new StorageSetting(emulator, "--data") : null;
}
