using System.CommandLine;
using Trad.Functions.Strategies;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands.Strategies;

/// <summary><c>strategies list</c>: the strategies.</summary>
internal sealed class StrategyListCommand : AnswerCommand<IReadOnlyList<StrategyDescription>>
{
    public StrategyListCommand()
        : base("list", "List the strategies.", "Print JSON, with every parameter.") => AddOptions();

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<StrategyDescription>> AskAsync(
        ParseResult parsed, HostSession session, CancellationToken cancellationToken) =>
        (await session.Client.Catalogs.ListStrategiesAsync(cancellationToken)).Items;

    /// <inheritdoc/>
    protected override void Show(IReadOnlyList<StrategyDescription> strategies)
    {
        TableDisplay.Show(
            Console.Out,
            ["Name", "Description"],
            strategies.Select(strategy => (IReadOnlyList<string>)[NameOf(strategy), strategy.Description]),
            "There are none.");
        foreach (var strategy in strategies.Where(strategy => strategy.HiddenVersion is not null))
        {
            Console.Error.WriteLine(
                $"warning: '{strategy.Name}' of this host hides the kept strategy of its name, newest version {strategy.HiddenVersion}; give the file another name, or 'trad strategies remove {strategy.Name}'");
        }
    }

    private static string NameOf(StrategyDescription strategy) =>
        strategy.Version is { } version ? $"{strategy.Name}@{version}" : strategy.Name;
}
