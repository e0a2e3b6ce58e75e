using System.Globalization;
using System.Text.Json;

namespace Trad.MarketData.Exchanges;

/// <summary>Reads the answer of <c>GET /api/v3/exchangeInfo?symbol=</c>.</summary>
internal static class BinanceSymbolParser
{
    /// <summary>The rules of the one symbol that was asked for.</summary>
    /// <exception cref="JsonException">The text is no JSON, or cut off.</exception>
    /// <exception cref="FormatException">The JSON does not describe the symbol.</exception>
    public static SymbolRules Parse(byte[] body, string symbol)
    {
        using var document = JsonDocument.Parse(body);
        var found = Find(document.RootElement, symbol) ?? throw new FormatException($"the answer does not describe {symbol}");
        return new SymbolRules(
            symbol,
            Text(found, "baseAsset"),
            Text(found, "quoteAsset"),
            Text(found, "status") == "TRADING",
            Filter(found, "tickSize", "PRICE_FILTER"),
            Filter(found, "stepSize", "LOT_SIZE"),
            Filter(found, "minQty", "LOT_SIZE"),
            Filter(found, "minNotional", "NOTIONAL", "MIN_NOTIONAL"));
    }

    private static JsonElement? Find(JsonElement root, string symbol)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("symbols", out var symbols)
            || symbols.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        foreach (var each in symbols.EnumerateArray())
        {
            if (each.ValueKind == JsonValueKind.Object && each.TryGetProperty("symbol", out var name) && name.ValueEquals(symbol))
            {
                return each;
            }
        }

        return null;
    }

    private static string Text(JsonElement symbol, string name) =>
        symbol.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new FormatException($"the symbol has no text '{name}'");

    /// <summary>A number of the first filter of one of the types; 0 when the symbol has none of them.</summary>
    private static double Filter(JsonElement symbol, string name, params ReadOnlySpan<string> types)
    {
        if (symbol.TryGetProperty("filters", out var filters) && filters.ValueKind == JsonValueKind.Array)
        {
            foreach (var filter in filters.EnumerateArray())
            {
                if (types.Contains(Text(filter, "filterType"))
                    && double.TryParse(Text(filter, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                {
                    return number;
                }
            }
        }

        return 0;
    }
}
