using System.CommandLine;
using Trad.Backtesting.Strategies.Rules;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Strategies;

/// <summary><c>strategies functions</c>: the columns and functions of the language of rules, one a line.</summary>
internal sealed class StrategyFunctionsCommand : AnswerCommand<IReadOnlyList<RuleReference>>
{
    public StrategyFunctionsCommand()
        : base("functions", "List the columns and functions that rules can use.", "Print JSON, with their sources.") => AddOptions();

    /// <inheritdoc/>
    protected override Task<IReadOnlyList<RuleReference>> AskAsync(
        ParseResult parsed, HostSession session, CancellationToken cancellationToken) =>
        session.Client.Strategies.ListFunctionsAsync(cancellationToken);

    /// <inheritdoc/>
    protected override void Show(IReadOnlyList<RuleReference> functions)
    {
        foreach (var group in functions.GroupBy(function => function.Group))
        {
            Console.WriteLine(group.Key);
            foreach (var function in group)
            {
                Console.WriteLine($"  {function.Signature,-34} {(function.IsCondition ? "Condition. " : "")}{function.Formula}");
            }
        }
    }
}
