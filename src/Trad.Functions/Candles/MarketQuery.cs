using Microsoft.AspNetCore.Http;
using Trad.Candles;
using Trad.Training;

namespace Trad.Functions.Candles;

/// <summary>The market that a query names by <c>exchange</c>, <c>symbol</c> and <c>interval</c>.</summary>
internal static class MarketQuery
{
    /// <summary>Reads the market, or gives null after recording what is wrong with it.</summary>
    public static Market? Read(HttpRequest request, ValidationErrors errors)
    {
        var exchange = request.Query["exchange"].ToString();
        var written = request.Query["symbol"].ToString();
        if (!Market.IsExchange(exchange))
        {
            errors.Add("exchange", $"is '{exchange}'; allowed is {Market.ExchangeRule}");
        }

        if (!SymbolName.TryRead(exchange, written, out var symbol, out var allowed))
        {
            errors.Add("symbol", $"is '{written}'; allowed is {allowed}");
        }

        if (!Interval.TryParse(request.Query["interval"], out var interval))
        {
            errors.Add("interval", $"is '{request.Query["interval"]}'; allowed is one of {Interval.KnownCodes}");
        }

        return errors.IsEmpty ? new Market(exchange, symbol!, interval) : null;
    }
}
