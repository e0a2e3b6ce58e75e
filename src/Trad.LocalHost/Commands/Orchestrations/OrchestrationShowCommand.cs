using System.CommandLine;
using Trad.Functions.Operations.Orchestrations;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands.Orchestrations;

/// <summary><c>system show</c>: one orchestration with its input, output and progress.</summary>
internal sealed class OrchestrationShowCommand : AnswerCommand<OrchestrationDetail>
{
    private readonly InstanceArgument _instance = new();

    public OrchestrationShowCommand()
        : base("show", "Show an orchestration with its input, output and progress.")
    {
        Add(_instance);
        AddOptions();
    }

    /// <inheritdoc/>
    protected override Task<OrchestrationDetail> AskAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken) =>
        session.Client.Orchestrations.GetAsync(parsed.GetValue(_instance)!, cancellationToken);

    /// <inheritdoc/>
    protected override void Show(OrchestrationDetail found) =>
        OrchestrationDisplay.Show(Console.Out, found);
}
