using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Trad.Backtesting.Strategies;
using Trad.Training.Strategies;

namespace Trad.Functions.Strategies.PlugIns;

/// <summary>Makes the strategies of a folder known before the host answers anything, and forgets them when it stops.</summary>
/// <param name="options">Where they are.</param>
/// <param name="logger">Told which were found.</param>
/// <param name="strategies">Where the strategies are kept whose names they may have.</param>
public sealed partial class PlugInStrategies(
    IOptions<PlugInOptions> options, ILogger<PlugInStrategies> logger, IStrategyStore strategies)
    : IHostedLifecycleService, IDisposable
{
    private readonly List<string> _names = [];
    private readonly List<IDisposable> _registrations = [];

    /// <inheritdoc/>
    /// <exception cref="PlugInException">A strategy cannot be used.</exception>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Folder is not { Length: > 0 } folder)
        {
            return Task.CompletedTask;
        }

        try
        {
            foreach (var plugIn in PlugInFolder.Read(Path.GetFullPath(folder, AppContext.BaseDirectory)))
            {
                Register(plugIn);
            }
        }
        catch
        {
            Dispose();
            throw;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var name in _names)
        {
            try
            {
                if (await strategies.FindAsync(name, cancellationToken) is { } hidden)
                {
                    LogHidden(name, hidden.Newest.Version);
                }
            }
            catch (Exception unknown) when (unknown is not OperationCanceledException)
            {
                // The list of strategies tells it as well, once the storage answers.
                LogUnknown(name, unknown.Message);
            }
        }
    }

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _registrations.Clear();
        _names.Clear();
    }

    private void Register(PlugIn plugIn)
    {
        var name = NameOf(plugIn);
        if (!StrategyIdentity.IsName(name))
        {
            throw new PlugInException(
                $"{plugIn.Path}: the strategy's name is '{name}'; allowed are lower-case letters, digits and single hyphens, as in my-strategy.");
        }

        if (StrategyCatalog.TryGet(name, out _))
        {
            throw new PlugInException($"{plugIn.Path}: there is a strategy '{name}' already; give it another name.");
        }

        try
        {
            PlugInDeclaration.Check(plugIn.Strategy);
        }
        catch (Exception failure)
        {
            throw new PlugInException($"{plugIn.Path}: the strategy '{name}' cannot be described: {failure.Message}", failure);
        }

        _registrations.Add(StrategyCatalog.Register(plugIn.Strategy, plugIn.Hash));
        _names.Add(name);
        LogFound(name, plugIn.Path, plugIn.Hash);
    }

    private static string NameOf(PlugIn plugIn)
    {
        try
        {
            return plugIn.Strategy.Name ?? throw new InvalidOperationException("it is null");
        }
        catch (Exception failure)
        {
            throw new PlugInException(
                $"{plugIn.Path}: the name of {plugIn.Strategy.GetType().Name} cannot be read: {failure.Message}", failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Strategy {Strategy} comes from {Path}, SHA-256 {Hash}")]
    private partial void LogFound(string strategy, string path, string hash);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Strategy {Strategy} of the folder hides the kept strategy of its name, newest version {Version}: trainings get the one of the folder; give the file another name, or remove the kept one")]
    private partial void LogHidden(string strategy, int version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether strategy {Strategy} hides a kept one of its name is not known: {Reason}")]
    private partial void LogUnknown(string strategy, string reason);
}
