using System.CommandLine;
using System.Globalization;
using Trad.Backtesting.Strategies;
using Trad.Functions.Strategies;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands.Strategies;

/// <summary><c>strategies show</c>: a strategy with its parameters, and where each is searched.</summary>
internal sealed class StrategyShowCommand : AnswerCommand<OwnStrategyDescription>
{
    private readonly Argument<StrategyReference> _strategy = StrategyReference.Argument(
        $"The strategy: one of {StrategyCatalog.Names}, or one of your own, {StrategyReference.Allowed}.");

    public StrategyShowCommand()
        : base(
            "show", "Show a strategy, its parameters and where they are searched.",
            "Print JSON, with the JSON schema of its parameters.")
    {
        Add(_strategy);
        AddOptions();
    }

    /// <inheritdoc/>
    protected override async Task<OwnStrategyDescription> AskAsync(
        ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var strategy = parsed.GetValue(_strategy)!;
        return await session.Client.Strategies.GetAsync(strategy.Name, strategy.Version, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void Show(OwnStrategyDescription answer)
    {
        ShowParameters(answer.Strategy);
        foreach (var version in answer.Versions)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"version {version.Version}  {version.CreatedAt:yyyy-MM-dd HH:mm:ss}  {version.Hash[..12]}"));
        }
    }

    /// <summary>Shows what can be asked of a strategy.</summary>
    internal static void ShowParameters(StrategyDescription strategy)
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
            Console.WriteLine($"{order.Smaller} must be smaller than {order.Larger}.");
        }
    }

    private static string SearchOf(ParameterDescription parameter) => parameter.Choices is { } choices
        ? string.Join(", ", choices)
        : string.Create(
            CultureInfo.InvariantCulture, $"{parameter.Low} to {parameter.High}{(parameter.IsLogarithmic ? ", by ratios" : "")}");
}
