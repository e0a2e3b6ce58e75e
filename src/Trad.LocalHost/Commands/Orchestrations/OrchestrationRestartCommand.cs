using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Orchestrations;

/// <summary><c>system restart</c>: runs an ended orchestration again.</summary>
internal sealed class OrchestrationRestartCommand : HostCommand
{
    private readonly InstanceArgument _instance = new();

    public OrchestrationRestartCommand()
        : base("restart", "Run an ended orchestration again with its last input; a job that is over stays over.")
    {
        Add(_instance);
        AddOptions();
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var told = await session.Client.Orchestrations.RestartAsync(parsed.GetValue(_instance)!, cancellationToken);
        Console.WriteLine($"{told.InstanceId} runs again; it is {told.Status}.");
        return 0;
    }
}
