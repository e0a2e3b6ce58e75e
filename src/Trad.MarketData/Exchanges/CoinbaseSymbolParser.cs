using System.Globalization;
using System.Text.Json;

namespace Trad.MarketData.Exchanges;

/// <summary>Reads the answer of <c>GET /products/{product}</c>.</summary>
internal static class CoinbaseSymbolParser
{
    /// <summary>The rules of a product. It has no smallest quantity beside the lot.</summary>
    /// <exception cref="JsonException">The text is no JSON, or cut off.</exception>
    /// <exception cref="FormatException">The JSON does not describe a product.</exception>
    public static SymbolRules Parse(byte[] body, string symbol)
    {
        using var document = JsonDocument.Parse(body);
        var product = document.RootElement;
        return new SymbolRules(
            symbol,
            Text(product, "base_currency"),
            Text(product, "quote_currency"),
            Text(product, "status") == "online",
            Number(product, "quote_increment"),
            Number(product, "base_increment"),
            0,
            Number(product, "min_market_funds"));
    }

    private static string Text(JsonElement product, string name) =>
        product.ValueKind == JsonValueKind.Object && product.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new FormatException($"the product has no text '{name}'");

    private static double Number(JsonElement product, string name) =>
        double.TryParse(Text(product, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"the product's '{name}' is no number");
}
