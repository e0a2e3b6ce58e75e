using System.CommandLine;
using Trad.Functions.Operations;
using Trad.Functions.Operations.Orchestrations;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands.Orchestrations;

/// <summary><c>system orchestrations</c>: what runs, and what ran.</summary>
internal sealed class OrchestrationListCommand : AnswerCommand<IReadOnlyList<OrchestrationReport>>
{
    private readonly Option<InstanceStatus?> _status = WordOption.Create<InstanceStatus>("--status", "Only in this state.");

    private readonly Option<string?> _prefix = new("--prefix") { Description = "Only those whose identity begins so." };

    private readonly Option<int> _limit = new("--limit")
    {
        Description = "How many at most.",
        DefaultValueFactory = _ => 50,
        CustomParser = WholeNumber.Within("--limit", 1, 1000),
    };

    public OrchestrationListCommand()
        : base("orchestrations", "List orchestrations in the order of their identities.") =>
        AddOptions([_status, _prefix, _limit]);

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<OrchestrationReport>> AskAsync(
        ParseResult parsed, HostSession session, CancellationToken cancellationToken) =>
        (await session.Client.Orchestrations.ListAsync(
            parsed.GetValue(_status), parsed.GetValue(_prefix), parsed.GetValue(_limit), null, cancellationToken)).Items;

    /// <inheritdoc/>
    protected override void Show(IReadOnlyList<OrchestrationReport> found) =>
        TableDisplay.Show(
            Console.Out,
            ["Instance", "Orchestrator", "State", "Created (UTC)", "?Changed (UTC)"],
            found.Select(each => (IReadOnlyList<string>)
                [each.InstanceId, each.Name, each.Status, OrchestrationDisplay.Moment(each.CreatedAt),
                    OrchestrationDisplay.Moment(each.LastUpdatedAt)]),
            "No orchestrations.");
}
