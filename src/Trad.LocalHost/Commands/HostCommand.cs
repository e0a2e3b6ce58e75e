using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands;

/// <summary>A command that uses a host: one that runs already, or one of its own for as long as it takes.</summary>
internal abstract class HostCommand : Command
{
    private readonly HostOptions _host = new();

    /// <summary>A command.</summary>
    /// <param name="name">What is typed.</param>
    /// <param name="description">What it does, for its help.</param>
    protected HostCommand(string name, string description)
        : base(name, description) =>
        SetAction(RunAsync);

    /// <summary>Adds the command's options, and behind them those that say where the host is.</summary>
    protected virtual void AddOptions(params IEnumerable<Option> options)
    {
        foreach (var option in options)
        {
            Add(option);
        }

        _host.AddTo(this);
    }

    /// <summary>Does what the command is for; returns the exit code.</summary>
    protected abstract Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken);

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = await HostSession.OpenAsync(_host.Read(parsed), Console.Error.WriteLine, cancellationToken);
        return await session.WhileStorageLastsAsync(token => RunAsync(parsed, session, token), cancellationToken);
    }
}
