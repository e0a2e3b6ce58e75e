using Trad.Candles;
using Trad.Training.Requests;

namespace Trad.Functions.Backfills;

/// <summary>The body of <c>POST /api/backfills</c> and <c>POST /api/candles/repair</c>.</summary>
public sealed record BackfillRequest
{
    /// <summary>The exchange, for example <c>binance</c>.</summary>
    public string? Exchange { get; init; }

    /// <summary>The symbol, for example <c>BTCUSDT</c>.</summary>
    public string? Symbol { get; init; }

    /// <summary>The candle interval, for example <c>5m</c>.</summary>
    public string? Interval { get; init; }

    /// <summary>The first open time wanted.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The first open time not wanted any more.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The run that the request asks for, or null after recording what is wrong with it.</summary>
    public BackfillRun? ToRun(bool isRepair, IReadOnlyList<string> exchanges, ValidationErrors errors)
    {
        if (!Market.IsExchange(Exchange) || !exchanges.Contains(Exchange))
        {
            errors.Add("exchange", $"is '{Exchange}'; allowed is one of {string.Join(", ", exchanges)}");
        }

        if (!Market.IsSymbol(Symbol))
        {
            errors.Add("symbol", $"is '{Symbol}'; allowed is {Market.SymbolRule}");
        }

        if (!Candles.Interval.TryParse(Interval, out var interval))
        {
            errors.Add("interval", $"is '{Interval}'; allowed is one of {Candles.Interval.KnownCodes}");
        }

        if (From is null || To is null || To <= From)
        {
            errors.Add("to", "must lie after 'from', and both must be given");
        }

        return errors.IsEmpty ? new BackfillRun(Exchange!, Symbol!, interval, TimeRange.Between(From!.Value, To!.Value), isRepair) : null;
    }
}
