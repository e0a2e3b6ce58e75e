using System.CommandLine;
using Trad.Functions.Strategies;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands.Strategies;

/// <summary><c>strategies examples</c>: the documented examples of rules.</summary>
internal sealed class StrategyExamplesCommand : AnswerCommand<IReadOnlyList<RuleExample>>
{
    public StrategyExamplesCommand()
        : base("examples", "List the documented examples of rules, to start from.", "Print JSON, with the documents.") => AddOptions();

    /// <inheritdoc/>
    protected override Task<IReadOnlyList<RuleExample>> AskAsync(
        ParseResult parsed, HostSession session, CancellationToken cancellationToken) =>
        session.Client.Strategies.ListExamplesAsync(cancellationToken);

    /// <inheritdoc/>
    protected override void Show(IReadOnlyList<RuleExample> examples) => TableDisplay.Show(
        Console.Out,
        ["Name", "Description"],
        examples.Select(example => (IReadOnlyList<string>)[example.Name, example.Description]),
        "There are none.");
}
