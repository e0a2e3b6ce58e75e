using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Orchestrations;

/// <summary><c>system purge</c>: forgets an ended orchestration.</summary>
internal sealed class OrchestrationPurgeCommand : HostCommand
{
    private readonly InstanceArgument _instance = new();

    public OrchestrationPurgeCommand()
        : base("purge", "Forget an ended orchestration with its history; what it worked for stays.")
    {
        Add(_instance);
        AddOptions();
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var id = parsed.GetValue(_instance)!;
        await session.Client.Orchestrations.PurgeAsync(id, cancellationToken);
        Console.WriteLine($"{id} is forgotten.");
        return 0;
    }
}
