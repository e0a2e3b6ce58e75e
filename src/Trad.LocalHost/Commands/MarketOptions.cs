using System.CommandLine;

namespace Trad.LocalHost.Commands;

/// <summary>The options that name a market.</summary>
internal sealed class MarketOptions
{
    private readonly Option<string> _exchange = new("--exchange")
    {
        Description = "Exchange, for example binance.",
        DefaultValueFactory = _ => "binance",
    };

    private readonly Option<string> _symbol = new("--symbol")
    {
        Description = "Symbol, for example BTCUSDT or BTC/USDT.",
        DefaultValueFactory = _ => "BTCUSDT",
    };

    private readonly Option<string> _interval = new("--interval")
    {
        Description = $"Candle interval. {WordOption.Intervals}",
        DefaultValueFactory = _ => "5m",
    };

    public void AddTo(Command command)
    {
        command.Add(_exchange);
        command.Add(_symbol);
        command.Add(_interval);
    }

    public (string Exchange, string Symbol, string Interval) Read(ParseResult parsed) =>
        (parsed.GetValue(_exchange)!, parsed.GetValue(_symbol)!, parsed.GetValue(_interval)!);
}
