using System.CommandLine;
using Trad.Functions.Operations.Orchestrations;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands.Orchestrations;

/// <summary><c>system history</c>: what happened to an orchestration.</summary>
internal sealed class OrchestrationHistoryCommand : AnswerCommand<OrchestrationHistory>
{
    // What a line of a terminal has room for; JSON is for programs.
    private const int ShownPayload = 60;
    private const int WholePayload = 100_000;

    private readonly InstanceArgument _instance = new();

    public OrchestrationHistoryCommand()
        : base(
            "history", "Show what happened to an orchestration since it last began anew.",
            "Print JSON, with inputs and results in full.")
    {
        Add(_instance);
        AddOptions();
    }

    /// <inheritdoc/>
    protected override Task<OrchestrationHistory> AskAsync(
        ParseResult parsed, HostSession session, CancellationToken cancellationToken) =>
        session.Client.Orchestrations.GetHistoryAsync(
            parsed.GetValue(_instance)!, IsJson(parsed) ? WholePayload : ShownPayload, cancellationToken);

    /// <inheritdoc/>
    protected override void Show(OrchestrationHistory history) =>
        OrchestrationDisplay.Show(Console.Out, history);
}
