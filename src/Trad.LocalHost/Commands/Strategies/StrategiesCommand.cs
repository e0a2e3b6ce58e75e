using System.CommandLine;

namespace Trad.LocalHost.Commands.Strategies;

/// <summary><c>strategies</c>: the strategies that can be trained.</summary>
internal sealed class StrategiesCommand : Command
{
    public StrategiesCommand()
        : base("strategies", "List, show, check, keep and remove strategies.")
    {
        Add(new StrategyListCommand());
        Add(new StrategyShowCommand());
        Add(new StrategyCheckCommand());
        Add(new StrategyNewCommand());
        Add(new StrategyAddCommand());
        Add(new StrategyExportCommand());
        Add(new StrategyRemoveCommand());
        Add(new StrategyExamplesCommand());
        Add(new StrategyFunctionsCommand());
        Add(new StrategySchemaCommand());
    }
}
