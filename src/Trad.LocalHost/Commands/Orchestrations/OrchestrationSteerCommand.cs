using System.CommandLine;
using Trad.Functions.Operations;
using Trad.LocalHost.Client;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Orchestrations;

/// <summary><c>system suspend</c>, <c>system resume</c> and <c>system terminate</c>: tell an orchestration what to do, and why.</summary>
internal sealed class OrchestrationSteerCommand : HostCommand
{
    private readonly InstanceArgument _instance = new();
    private readonly Option<string?> _reason = new("--reason") { Description = "Why; its history keeps it." };
    private readonly Func<OrchestrationClient, string, string?, CancellationToken, Task<OrchestrationReport>> _tell;

    /// <summary>A command.</summary>
    /// <param name="name">What is typed.</param>
    /// <param name="description">What it does, for its help.</param>
    /// <param name="tell">Tells the orchestration.</param>
    public OrchestrationSteerCommand(
        string name, string description, Func<OrchestrationClient, string, string?, CancellationToken, Task<OrchestrationReport>> tell)
        : base(name, description)
    {
        _tell = tell;
        Add(_instance);
        AddOptions([_reason]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var told = await _tell(
            session.Client.Orchestrations, parsed.GetValue(_instance)!, parsed.GetValue(_reason), cancellationToken);
        Console.WriteLine($"{told.InstanceId} is told to {Name}; it is {told.Status}.");
        return 0;
    }
}
