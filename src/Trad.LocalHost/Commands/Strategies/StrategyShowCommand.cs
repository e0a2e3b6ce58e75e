using System.CommandLine;
using System.Globalization;
using Trad.Backtesting.Strategies;
using Trad.Functions.Strategies;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands.Strategies;

/// <summary><c>strategies show</c>: a strategy with its parameters, and where each is searched.</summary>
internal sealed class StrategyShowCommand : AnswerCommand<StrategyDescription>
{
    private readonly Argument<string> _strategy = new("strategy") { Description = $"The strategy. One of: {StrategyCatalog.Names}." };

    public StrategyShowCommand()
        : base(
            "show", "Show a strategy, its parameters and where they are searched.",
            "Print JSON, with the JSON schema of its parameters.")
    {
        Add(_strategy);
        AddOptions();
    }

    /// <inheritdoc/>
    protected override async Task<StrategyDescription> AskAsync(
        ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var all = (await session.Client.Catalogs.ListStrategiesAsync(cancellationToken)).Items;
        var name = parsed.GetValue(_strategy)!;
        return all.FirstOrDefault(one => one.Name == name) ?? throw new StartException(
            $"There is no strategy '{name}'; there are {string.Join(", ", all.Select(one => one.Name))}.");
    }

    /// <inheritdoc/>
    protected override void Show(StrategyDescription strategy)
    {
        Console.WriteLine($"{strategy.Title}. {strategy.Description}");
        Console.WriteLine($"It warms up for {strategy.WarmUp.ToString("N0", CultureInfo.InvariantCulture)} candles at its defaults.");
        TableDisplay.Show(
            Console.Out,
            ["Parameter", ">Default", "Searched", "Unit", "Description"],
            strategy.Parameters.Select(parameter => (IReadOnlyList<string>)
                [parameter.Name, parameter.Default.ToString(), SearchOf(parameter), parameter.Unit, parameter.Description]),
            "It has no parameters.");
        foreach (var order in strategy.Orders)
        {
            Console.WriteLine(order);
        }
    }

    private static string SearchOf(ParameterDescription parameter) => parameter.Choices is { } choices
        ? string.Join(", ", choices)
        : string.Create(
            CultureInfo.InvariantCulture, $"{parameter.Low} to {parameter.High}{(parameter.IsLogarithmic ? ", by ratios" : "")}");
}
