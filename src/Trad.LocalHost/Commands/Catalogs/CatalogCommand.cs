using System.CommandLine;
using Trad.Functions.Exchanges;
using Trad.Functions.Strategies;
using Trad.LocalHost.Client;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands.Catalogs;

/// <summary>A command that lists what a host offers.</summary>
/// <typeparam name="T">What is listed.</typeparam>
internal sealed class CatalogCommand<T> : AnswerCommand<IReadOnlyList<T>>
{
    private readonly Func<TradClient, CancellationToken, Task<IReadOnlyList<T>>> _read;
    private readonly IReadOnlyList<string> _headings;
    private readonly Func<T, IReadOnlyList<string>> _row;

    /// <summary>A command.</summary>
    /// <param name="name">What is typed.</param>
    /// <param name="description">What it lists, for its help.</param>
    /// <param name="read">Reads the list.</param>
    /// <param name="headings">The headings of its table.</param>
    /// <param name="row">The texts of a row.</param>
    public CatalogCommand(
        string name, string description, Func<TradClient, CancellationToken, Task<IReadOnlyList<T>>> read, IReadOnlyList<string> headings,
        Func<T, IReadOnlyList<string>> row)
        : base(name, description)
    {
        (_read, _headings, _row) = (read, headings, row);
        AddOptions();
    }

    /// <inheritdoc/>
    protected override Task<IReadOnlyList<T>> AskAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken) =>
        _read(session.Client, cancellationToken);

    /// <inheritdoc/>
    protected override void Show(IReadOnlyList<T> items) =>
        TableDisplay.Show(Console.Out, _headings, items.Select(_row), "There are none.");
}

/// <summary>The commands that list what a training can be made of.</summary>
internal static class CatalogCommands
{
    /// <summary><c>metrics</c>: what can be an objective or a constraint.</summary>
    public static Command Metrics() => new CatalogCommand<MetricDescription>(
        "metrics",
        "List the metrics: what can be an objective or a constraint.",
        async (client, token) => (await client.Catalogs.ListMetricsAsync(token)).Items,
        ["Name", "?Title", "?Unit", "Better", "Description"],
        metric => [metric.Name, metric.Title, metric.Unit, metric.HigherIsBetter ? "higher" : "lower", metric.Description]);

    /// <summary><c>optimizers</c>: the ways to choose parameters.</summary>
    public static Command Optimizers() => new CatalogCommand<OptimizerDescription>(
        "optimizers",
        "List the optimisers: the ways to choose parameters.",
        async (client, token) => (await client.Catalogs.ListOptimizersAsync(token)).Items,
        ["Name", "Description"],
        optimizer => [optimizer.Name, optimizer.Description]);

    /// <summary><c>exchanges</c>: where candles can be fetched from.</summary>
    public static Command Exchanges()
    {
        var exchanges = new CatalogCommand<ExchangeDescription>(
            "exchanges",
            "List the exchanges that candles can be fetched from; below it, their symbols.",
            (client, token) => client.Candles.ListExchangesAsync(token),
            ["Name", "Past months as files"],
            exchange => [exchange.Name, exchange.HasArchive ? "yes" : "no"]);
        exchanges.Add(new SymbolCommand());
        return exchanges;
    }
}
