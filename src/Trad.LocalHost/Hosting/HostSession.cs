using Trad.LocalHost.Client;
using Trad.LocalRuntime;
using Trad.LocalRuntime.Emulator;
using Trad.LocalRuntime.Hosting;

namespace Trad.LocalHost.Hosting;

/// <summary>
/// A host for the length of a command: one that runs already, or one of its own with the storage emulator beneath it.
/// </summary>
internal sealed class HostSession : IAsyncDisposable
{
    private readonly SupervisedAzurite? _azurite;
    private readonly LocalFunctionsHost? _host;
    private string? _announcedIn;

    private HostSession(TradClient client, LocalFunctionsHost? host, SupervisedAzurite? azurite)
    {
        Client = client;
        _host = host;
        _azurite = azurite;
    }

    /// <summary>Reaches the host over HTTP, also when it is in this process.</summary>
    public TradClient Client { get; }

    /// <summary>Where the host is.</summary>
    public Uri Address => Client.BaseAddress;

    /// <summary>Whether the host was found running, and goes on after the command.</summary>
    public bool IsShared => _host is null;

    /// <summary>The functions of a host in this process; empty for a host found running.</summary>
    public IReadOnlyList<FunctionDescription> Functions => _host?.Functions ?? [];

    /// <summary>Uses the host that runs on the port or serves the data folder, else starts one on a free port.</summary>
    /// <exception cref="EmulatorException">The storage emulator cannot be started.</exception>
    /// <exception cref="StartException">The host cannot be started.</exception>
    public static async Task<HostSession> OpenAsync(HostSettings settings, Action<string> report, CancellationToken cancellationToken) =>
        await RunningHost.FindAsync(settings, cancellationToken) is { } running
            ? new HostSession(running, null, null)
            : await StartAsync(settings with { Port = 0 }, report, cancellationToken);

    /// <summary>Starts a host on the port.</summary>
    /// <exception cref="EmulatorException">The storage emulator cannot be started.</exception>
    /// <exception cref="StartException">The port is busy, or the host cannot be started.</exception>
    public static async Task<HostSession> StartAsync(HostSettings settings, Action<string> report, CancellationToken cancellationToken)
    {
        var key = LocalAccess.Check(settings);
        PortCheck.EnsureFree(settings.Port, settings.Listen);
        SupervisedAzurite? azurite = null;
        if (settings.Storage is { } storage)
        {
            await StorageConnection.EnsureAnswersAsync(storage, settings.Engine, cancellationToken);
        }
        else
        {
            azurite = await SupervisedAzurite.StartAsync(
                new AzuriteOptions { DataFolder = settings.DataFolder, Durability = settings.Durability, Report = report },
                cancellationToken);
        }

        try
        {
            var host = await TradHost.StartAsync(
                settings, azurite?.ConnectionString ?? settings.Storage!.ConnectionString, cancellationToken);
            return new HostSession(RunningHost.ClientOf(host.Address, key), host, azurite);
        }
        catch
        {
            if (azurite is not null)
            {
                await azurite.DisposeAsync();
            }

            throw;
        }
    }

    /// <summary>
    /// Notes in the data folder that its host goes on serving, and where, so that commands on the folder use it. A host that ends with
    /// its command is not for others.
    /// </summary>
    public void Announce(HostSettings settings, Action<string> report)
    {
        if (_azurite is null)
        {
            return;
        }

        try
        {
            ServedAddress.Note(settings.DataFolder, Address);
            _announcedIn = settings.DataFolder;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            report($"The address cannot be noted in {settings.DataFolder}, so commands need --port {Address.Port}: {refused.Message}");
        }
    }

    /// <summary>Waits until the host is told to stop.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _host!.WaitForShutdownAsync(cancellationToken);

    /// <summary>Does something that needs the host, for as long as the host has its storage.</summary>
    /// <exception cref="EmulatorException">The storage emulator ended and could not be started again; the work was cancelled.</exception>
    public async Task<int> WhileStorageLastsAsync(Func<CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        if (_azurite is null)
        {
            return await work(cancellationToken);
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var working = work(ending.Token);
        if (await Task.WhenAny(working, _azurite.Lost) != working && await _azurite.Lost is { } lost)
        {
            await ending.CancelAsync();
            await ((Task)working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw lost;
        }

        return await working;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_announcedIn is not null)
            {
                ServedAddress.Forget(_announcedIn);
            }

            if (_host is not null)
            {
                await _host.DisposeAsync();
            }
        }
        finally
        {
            // Whatever the host's stop ran into: the emulator saves what was acknowledged.
            if (_azurite is not null)
            {
                await _azurite.DisposeAsync();
            }
        }
    }
}
