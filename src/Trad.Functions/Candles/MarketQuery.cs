using Microsoft.AspNetCore.Http;
using Trad.Candles;
using Trad.Formats.Candles;
using Trad.Formats.Candles.Times;
using Trad.Training;

namespace Trad.Functions.Candles;

/// <summary>The market that a query names by <c>exchange</c>, <c>symbol</c> and <c>interval</c>.</summary>
internal static class MarketQuery
{
    /// <summary>The codes of the intervals, as the description of a parameter lists them: separated by bars.</summary>
    public const string IntervalCodes = "1s|1m|3m|5m|15m|30m|1h|2h|4h|6h|8h|12h|1d|3d|1w|1M";

    /// <summary>What the description of a parameter says of an interval.</summary>
    public const string AboutIntervals =
        "The candle interval: weeks begin on Monday 00:00 UTC, 1M is a calendar month and 1m a minute.";

    private static readonly string[] Names = ["exchange", "symbol", "interval"];

    /// <summary>Reads the market, or gives null after recording what is wrong with it.</summary>
    public static Market? Read(HttpRequest request, ValidationErrors errors)
    {
        var exchange = ReadExchange(request, errors);
        var symbol = ReadSymbol(request, exchange, errors);
        var interval = ReadInterval(request, errors);
        return errors.IsEmpty ? new Market(exchange, symbol!, interval!.Value) : null;
    }

    /// <summary>Reads the market when any part of it is named; null when none is, or after recording what is wrong with it.</summary>
    public static Market? ReadIfNamed(HttpRequest request, ValidationErrors errors) =>
        Names.Any(request.Query.ContainsKey) ? Read(request, errors) : null;

    /// <summary>
    /// Reads the market that a file goes into: what the query leaves out its name tells; symbol and interval are null where neither does.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="fileName">The file's name; empty when it has none.</param>
    /// <param name="errors">Takes what is wrong with it.</param>
    public static (string Exchange, string? Symbol, Interval? Interval) ReadFor(
        HttpRequest request, string fileName, ValidationErrors errors)
    {
        var guess = FileGuess.FromFileName(fileName);
        var exchange = guess.Exchange is { } told && !IsGiven(request, "exchange") ? told : ReadExchange(request, errors);
        var symbol = IsGiven(request, "symbol") ? ReadSymbol(request, exchange, errors) : guess.SymbolOn(exchange);
        return (exchange, symbol, IsGiven(request, "interval") ? ReadInterval(request, errors) : guess.Interval);
    }

    /// <summary>
    /// Reads the range of <c>from</c> and <c>to</c>, either of which may be left out; null when both are, or after recording what is
    /// wrong with it.
    /// </summary>
    public static TimeRange? ReadRange(HttpRequest request, ValidationErrors errors)
    {
        var from = ReadMoment(request, "from", errors);
        var to = ReadMoment(request, "to", errors);
        if (from is null && to is null)
        {
            return null;
        }

        if (from >= to)
        {
            errors.Add("to", $"is '{request.Query["to"]}'; it must lie after 'from'");
            return null;
        }

        return new TimeRange(
            from?.ToUnixTimeMilliseconds() ?? TimeRange.Always.Start, to?.ToUnixTimeMilliseconds() ?? TimeRange.Always.End);
    }

    /// <summary>Whether a query has a field, and something in it.</summary>
    public static bool IsGiven(HttpRequest request, string name) => request.Query[name].ToString().Length > 0;

    private static string ReadExchange(HttpRequest request, ValidationErrors errors)
    {
        var exchange = request.Query["exchange"].ToString();
        if (!Market.IsExchange(exchange))
        {
            errors.Add("exchange", $"is '{exchange}'; allowed is {Market.ExchangeRule}");
        }

        return exchange;
    }

    private static string? ReadSymbol(HttpRequest request, string exchange, ValidationErrors errors)
    {
        var written = request.Query["symbol"].ToString();
        if (!SymbolName.TryRead(exchange, written, out var symbol, out var allowed))
        {
            errors.Add("symbol", $"is '{written}'; allowed is {allowed}");
        }

        return symbol;
    }

    private static Interval? ReadInterval(HttpRequest request, ValidationErrors errors)
    {
        var code = request.Query["interval"].ToString();
        if (Interval.TryParse(code, out var interval))
        {
            return interval;
        }

        errors.Add("interval", $"is '{code}'; allowed is one of {Interval.KnownCodes}");
        return null;
    }

    /// <summary>Reads a moment; null when it is absent, or after recording what is wrong with it.</summary>
    public static DateTimeOffset? ReadMoment(HttpRequest request, string field, ValidationErrors errors)
    {
        if (!request.Query.TryGetValue(field, out var text))
        {
            return null;
        }

        if (MomentText.Read(text.ToString(), out var moment) is null)
        {
            return moment;
        }

        errors.Add(field, $"is '{text}'; allowed is an ISO 8601 time, for example 2025-01-01T00:00:00Z");
        return null;
    }
}
