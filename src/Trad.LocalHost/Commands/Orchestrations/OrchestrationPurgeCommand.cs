using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Orchestrations;

/// <summary><c>system purge</c>: forgets an ended orchestration.</summary>
internal sealed class OrchestrationPurgeCommand : HostCommand
{
    private readonly InstanceArgument _instance = new();
    private readonly YesOption _yes = new();

    public OrchestrationPurgeCommand()
        : base("purge", "Forget an ended orchestration with its history; what it worked for stays.")
    {
        Add(_instance);
        AddOptions([_yes]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var id = parsed.GetValue(_instance)!;
        if (!_yes.IsWanted(parsed, $"the history of {id} is to go", $"Forget {id} with its history, for good?"))
        {
            return 1;
        }

        await session.Client.Orchestrations.PurgeAsync(id, cancellationToken);
        Console.WriteLine($"{id} is forgotten.");
        return 0;
    }
}
