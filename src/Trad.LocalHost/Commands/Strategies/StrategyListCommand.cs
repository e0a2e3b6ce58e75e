using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Strategies;

/// <summary><c>strategies list</c>: the strategies, one a line.</summary>
internal sealed class StrategyListCommand : HostCommand
{
    private readonly JsonOption _json = new() { Description = "Print JSON, with every parameter." };

    public StrategyListCommand()
        : base("list", "List the strategies.") => AddOptions([_json]);

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var strategies = await session.Client.Catalogs.ListStrategiesAsync(cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOption.Print(strategies.Items);
            return 0;
        }

        foreach (var strategy in strategies.Items)
        {
            Console.WriteLine($"{strategy.Name,-26} {strategy.Description}");
        }

        return 0;
    }
}
