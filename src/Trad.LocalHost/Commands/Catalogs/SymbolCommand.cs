using System.CommandLine;
using System.Globalization;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;
using Trad.MarketData.Exchanges;

namespace Trad.LocalHost.Commands.Catalogs;

/// <summary><c>exchanges symbol</c>: the exchange's rules for a symbol.</summary>
internal sealed class SymbolCommand : AnswerCommand<SymbolRules>
{
    private readonly Argument<string> _exchange = new("exchange") { Description = "The exchange, as 'exchanges' names it." };
    private readonly Argument<string> _symbol = new("symbol") { Description = "The symbol, for example BTCUSDT." };

    public SymbolCommand()
        : base("symbol", "Show tick, lot and smallest order of a symbol.")
    {
        Add(_exchange);
        Add(_symbol);
        AddOptions();
    }

    /// <inheritdoc/>
    protected override Task<SymbolRules> AskAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken) =>
        session.Client.Candles.GetSymbolAsync(
            parsed.GetValue(_exchange)!, parsed.GetValue(_symbol)!, cancellationToken);

    /// <inheritdoc/>
    protected override void Show(SymbolRules rules)
    {
        static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

        TableDisplay.Show(
            Console.Out,
            ["Symbol", "Trading", ">Tick", ">Lot", ">Smallest quantity", ">Smallest notional"],
            [
                [
                    rules.Symbol, rules.IsTrading ? "yes" : "no", Text(rules.TickSize), Text(rules.LotSize), Text(rules.MinimumQuantity),
                    Text(rules.MinimumNotional),
                ],
            ],
            "No symbol.");
    }
}
