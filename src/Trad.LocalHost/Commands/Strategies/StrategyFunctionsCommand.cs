using System.CommandLine;
using Trad.Backtesting.Strategies.Rules;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands.Strategies;

/// <summary><c>strategies functions</c>: the columns and functions of the language of rules.</summary>
internal sealed class StrategyFunctionsCommand : AnswerCommand<IReadOnlyList<RuleReference>>
{
    public StrategyFunctionsCommand()
        : base("functions", "List the columns and functions that rules can use.", "Print JSON, with their sources.") => AddOptions();

    /// <inheritdoc/>
    protected override Task<IReadOnlyList<RuleReference>> AskAsync(
        ParseResult parsed, HostSession session, CancellationToken cancellationToken) =>
        session.Client.Strategies.ListFunctionsAsync(cancellationToken);

    /// <inheritdoc/>
    protected override void Show(IReadOnlyList<RuleReference> functions) => TableDisplay.Show(
        Console.Out,
        ["~Function", "?Group", "Meaning"],
        functions.Select(function => (IReadOnlyList<string>)
            [function.Signature, function.Group, $"{(function.IsCondition ? "Condition. " : "")}{function.Formula}"]),
        "There are none.");
}
