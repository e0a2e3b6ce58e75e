using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Strategies;

/// <summary><c>strategies remove</c>: removes a strategy of one's own, or one of its versions, unless it is in use.</summary>
internal sealed class StrategyRemoveCommand : HostCommand
{
    private readonly Argument<StrategyReference> _strategy =
        StrategyReference.Argument($"The strategy of one's own, {StrategyReference.Allowed} to remove that version alone.");

    private readonly YesOption _yes = new();

    public StrategyRemoveCommand()
        : base("remove", "Remove a strategy of one's own, or one of its versions.")
    {
        Add(_strategy);
        AddOptions([_yes]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var strategy = parsed.GetValue(_strategy)!;
        var named = strategy.Version is { } removed ? $"version {removed} of {strategy.Name}" : strategy.Name;
        if (!_yes.IsWanted(parsed, $"{named} is to go", $"Remove {named} for good?"))
        {
            return 1;
        }

        await session.Client.Strategies.DeleteAsync(strategy.Name, strategy.Version, cancellationToken);
        Console.WriteLine($"Removed {named}.");
        return 0;
    }
}
