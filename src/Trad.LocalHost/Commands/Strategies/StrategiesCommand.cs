using System.CommandLine;

namespace Trad.LocalHost.Commands.Strategies;

/// <summary><c>strategies</c>: the strategies that can be trained.</summary>
internal sealed class StrategiesCommand : Command
{
    public StrategiesCommand()
        : base("strategies", "List and show the strategies, and check one for looking ahead.")
    {
        Add(new StrategyListCommand());
        Add(new StrategyShowCommand());
        Add(new StrategyCheckCommand());
        Add(new StrategyNewCommand());
    }
}
