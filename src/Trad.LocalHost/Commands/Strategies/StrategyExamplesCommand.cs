using System.CommandLine;
using Trad.Functions.Strategies;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Strategies;

/// <summary><c>strategies examples</c>: the documented examples of rules, one a line.</summary>
internal sealed class StrategyExamplesCommand : AnswerCommand<IReadOnlyList<RuleExample>>
{
    public StrategyExamplesCommand()
        : base("examples", "List the documented examples of rules, to start from.", "Print JSON, with the documents.") => AddOptions();

    /// <inheritdoc/>
    protected override Task<IReadOnlyList<RuleExample>> AskAsync(
        ParseResult parsed, HostSession session, CancellationToken cancellationToken) =>
        session.Client.Strategies.ListExamplesAsync(cancellationToken);

    /// <inheritdoc/>
    protected override void Show(IReadOnlyList<RuleExample> examples)
    {
        foreach (var example in examples)
        {
            Console.WriteLine($"{example.Name,-26} {example.Description}");
        }
    }
}
