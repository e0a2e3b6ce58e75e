using System.CommandLine;
using System.Text;
using Trad.Functions.Strategies;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Strategies;

/// <summary><c>strategies export</c>: writes the document of a strategy, or of a documented example, as it was kept.</summary>
internal sealed class StrategyExportCommand : HostCommand
{
    private readonly Argument<StrategyReference> _strategy =
        StrategyReference.Argument($"The strategy of one's own, {StrategyReference.Allowed}; or a documented example.");
    private readonly OutputOption _output = new();

    public StrategyExportCommand()
        : base("export", "Write a strategy's document of rules.")
    {
        Add(_strategy);
        AddOptions([_output]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var document = await ReadAsync(parsed.GetValue(_strategy)!, session, cancellationToken);
        await _output.WriteAsync(parsed, new MemoryStream(Encoding.UTF8.GetBytes(document)), cancellationToken);
        return 0;
    }

    private static string Describe(StrategyDescription strategy) => strategy.Kind == StrategyKind.BuiltIn
        ? $"'{strategy.Name}' is a built-in strategy; it is written in C# and has no document of rules. 'trad strategies examples' lists documents to begin with."
        : $"'{strategy.Name}' comes from the folder of strategies that the host was started with; it is written in C# and has no document of rules. Copy its file from there, and start the other host with --strategies.";

    private static async Task<string> ReadAsync(StrategyReference strategy, HostSession session, CancellationToken cancellationToken)
    {
        if (strategy.Version is null && await session.Client.Strategies.FindAsync(strategy.Name, null, cancellationToken) is null
            && (await session.Client.Strategies.ListExamplesAsync(cancellationToken)).Any(example => example.Name == strategy.Name))
        {
            return await StrategyAddCommand.ExampleAsync(strategy.Name, session, cancellationToken);
        }

        var found = await session.Client.Strategies.GetAsync(strategy.Name, strategy.Version, cancellationToken);
        return found.Document ?? throw new StartException(Describe(found.Strategy));
    }
}
