using System.CommandLine;
using Trad.Functions.Strategies;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Strategies;

/// <summary><c>strategies list</c>: the strategies, one a line.</summary>
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
        foreach (var strategy in strategies)
        {
            var name = strategy.Version is { } version ? $"{strategy.Name}@{version}" : strategy.Name;
            Console.WriteLine($"{name,-26} {strategy.Description}");
            if (strategy.HiddenVersion is { } hidden)
            {
                Console.Error.WriteLine(
                    $"warning: '{strategy.Name}' of this host hides the kept strategy of its name, newest version {hidden}; give the file another name, or 'trad strategies remove {strategy.Name}'");
            }
        }
    }
}
