using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Strategies;

/// <summary><c>strategies remove</c>: removes a strategy of one's own, or one of its versions, unless it is in use.</summary>
internal sealed class StrategyRemoveCommand : HostCommand
{
    private readonly Argument<StrategyReference> _strategy =
        StrategyReference.Argument($"The strategy of one's own, {StrategyReference.Allowed} to remove that version alone.");

    public StrategyRemoveCommand()
        : base("remove", "Remove a strategy of one's own, or one of its versions.")
    {
        Add(_strategy);
        AddOptions([]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var strategy = parsed.GetValue(_strategy)!;
        await session.Client.Strategies.DeleteAsync(strategy.Name, strategy.Version, cancellationToken);
        Console.WriteLine(strategy.Version is { } version ? $"Removed version {version} of {strategy.Name}." : $"Removed {strategy.Name}.");
        return 0;
    }
}
