using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Trad.Candles;
using Trad.Training;

namespace Trad.Functions.Api;

/// <summary>Reads parameters of a query and says what is wrong with them.</summary>
internal static partial class QueryReader
{
    /// <summary>What an exchange is called.</summary>
    public const string ExchangePattern = "^[a-z][a-z0-9-]{0,31}$";

    /// <summary>What a symbol is called, in whatever case.</summary>
    public const string SymbolPattern = "^[A-Za-z0-9]{1,32}$";

    /// <summary>What a strategy is called.</summary>
    public const string StrategyPattern = "^[a-z][a-z0-9-]{0,63}$";

    /// <summary>The text, or null when it is absent or empty.</summary>
    public static string? ReadText(HttpRequest request, string name) =>
        request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary><c>true</c> or <c>false</c>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="errors">Takes what is wrong with it.</param>
    /// <param name="absent">What its absence means.</param>
    public static bool ReadFlag(HttpRequest request, string name, ValidationErrors errors, bool absent = false)
    {
        // A flag without a value is refused: it could be meant either way, and dryRun= must not start anything.
        switch (request.Query.TryGetValue(name, out var given) ? given.ToString() : null)
        {
            case null:
                return absent;
            case "false":
                return false;
            case "true":
                return true;
            case var text:
                errors.Add(name, $"is '{text}'; allowed is true or false");
                return false;
        }
    }

    /// <summary>A whole number in a range.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="absent">What its absence means.</param>
    /// <param name="least">The least that is allowed.</param>
    /// <param name="most">The most that is allowed.</param>
    /// <param name="errors">Takes what is wrong with it.</param>
    public static int ReadWhole(HttpRequest request, string name, int absent, int least, int most, ValidationErrors errors)
    {
        if (!request.Query.TryGetValue(name, out var text))
        {
            return absent;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        errors.Add(name, $"is '{text}'; allowed is a whole number from {least} to {most}");
        return absent;
    }

    /// <summary>One of an enumeration's names, in kebab case; null when absent.</summary>
    public static T? ReadEnum<T>(HttpRequest request, string name, ValidationErrors errors)
        where T : struct, Enum
    {
        if (ReadText(request, name) is not { } text)
        {
            return null;
        }

        if (EnumNames.TryParse<T>(text, out var value))
        {
            return value;
        }

        errors.Add(name, $"is '{text}'; allowed is one of {EnumNames.Known<T>()}");
        return null;
    }

    /// <summary><c>exchange</c>; null when absent or empty.</summary>
    public static string? ReadExchange(HttpRequest request, ValidationErrors errors) =>
        Read(request, "exchange", Market.IsExchange, Market.ExchangeRule, errors);

    /// <summary>
    /// <c>symbol</c>, in any form that <see cref="SymbolName"/> reads for the exchange that is asked for; null when absent or empty.
    /// </summary>
    public static string? ReadSymbol(HttpRequest request, ValidationErrors errors)
    {
        var exchange = ReadText(request, "exchange");
        if (ReadText(request, "symbol") is not { } text)
        {
            return null;
        }

        if (!SymbolName.TryRead(exchange, text, out var symbol, out var allowed))
        {
            errors.Add("symbol", $"is '{text}'; allowed is {allowed}");
        }

        return symbol;
    }

    /// <summary><c>interval</c>; null when absent or empty.</summary>
    public static Interval? ReadInterval(HttpRequest request, ValidationErrors errors) =>
        Read(request, "interval", text => Interval.TryParse(text, out _), $"one of {Interval.KnownCodes}", errors) is { } code
            && Interval.TryParse(code, out var interval) ? interval : null;

    /// <summary><c>strategy</c>, perhaps one that there is no more; null when absent or empty.</summary>
    public static string? ReadStrategy(HttpRequest request, ValidationErrors errors) =>
        Read(request, "strategy", StrategyName().IsMatch, "1 to 64 lower-case letters, digits or hyphens, starting with a letter", errors);

    private static string? Read(HttpRequest request, string name, Predicate<string> isAllowed, string allowed, ValidationErrors errors)
    {
        if (ReadText(request, name) is not { } text || isAllowed(text))
        {
            return ReadText(request, name);
        }

        errors.Add(name, $"is '{text}'; allowed is {allowed}");
        return null;
    }

    [GeneratedRegex(StrategyPattern, RegexOptions.CultureInvariant)]
    private static partial Regex StrategyName();
}
