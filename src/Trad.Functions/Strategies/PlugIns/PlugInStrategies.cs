using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Trad.Backtesting.Strategies;
using Trad.Training.Strategies;

namespace Trad.Functions.Strategies.PlugIns;

/// <summary>Makes the strategies of a folder known before the host answers anything, and forgets them when it stops.</summary>
/// <param name="options">Where they are.</param>
/// <param name="logger">Told which were found.</param>
public sealed partial class PlugInStrategies(IOptions<PlugInOptions> options, ILogger<PlugInStrategies> logger)
    : IHostedLifecycleService, IDisposable
{
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
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

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
    }

    private void Register(PlugIn plugIn)
    {
        var name = plugIn.Strategy.Name;
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
            // Whatever is asked of it later is asked once here: its parameters, their defaults, its warm-up.
            StrategyDescription.FromStrategy(plugIn.Strategy);
        }
        catch (Exception failure)
        {
            throw new PlugInException($"{plugIn.Path}: the strategy '{name}' cannot be described: {failure.Message}", failure);
        }

        _registrations.Add(StrategyCatalog.Register(plugIn.Strategy, plugIn.Hash));
        LogFound(name, plugIn.Path, plugIn.Hash);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Strategy {Strategy} comes from {Path}, SHA-256 {Hash}")]
    private partial void LogFound(string strategy, string path, string hash);
}
