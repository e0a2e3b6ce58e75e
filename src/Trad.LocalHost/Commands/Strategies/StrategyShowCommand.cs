using System.CommandLine;
using System.Globalization;
using Trad.Backtesting.Strategies;
using Trad.Functions.Strategies;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands.Strategies;

/// <summary><c>strategies show</c>: a strategy with its parameters, and where each is searched.</summary>
internal sealed class StrategyShowCommand : HostCommand
{
    private readonly Argument<string> _strategy = new("strategy") { Description = $"The strategy. One of: {StrategyCatalog.Names}." };
    private readonly JsonOption _json = new() { Description = "Print JSON, with the JSON schema of its parameters." };

    public StrategyShowCommand()
        : base("show", "Show a strategy, its parameters and where they are searched.")
    {
        Add(_strategy);
        AddOptions([_json]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var all = (await session.Client.Catalogs.ListStrategiesAsync(cancellationToken)).Items;
        var name = parsed.GetValue(_strategy)!;
        var strategy = all.FirstOrDefault(one => one.Name == name) ?? throw new StartException(
            $"There is no strategy '{name}'; there are {string.Join(", ", all.Select(one => one.Name))}.");
        if (parsed.GetValue(_json))
        {
            JsonOption.Print(strategy);
            return 0;
        }

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

        return 0;
    }

    private static string SearchOf(ParameterDescription parameter) => parameter.Choices is { } choices
        ? string.Join(", ", choices)
        : string.Create(
            CultureInfo.InvariantCulture, $"{parameter.Low} to {parameter.High}{(parameter.IsLogarithmic ? ", by ratios" : "")}");
}
