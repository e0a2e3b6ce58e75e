using Trad.Candles;
using Trad.MarketData.Backfills;
using Trad.Training;

namespace Trad.Functions.Backfills;

/// <summary>The body of <c>POST /api/backfills</c> and <c>POST /api/candles/repair</c>.</summary>
public sealed record BackfillRequest
{
    /// <summary>Nothing that an exchange has is older: the first block of Bitcoin.</summary>
    internal static readonly DateTimeOffset Earliest = new(2009, 1, 3, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The exchange, for example <c>binance</c>.</summary>
    public string? Exchange { get; init; }

    /// <summary>The symbol, for example <c>BTCUSDT</c>.</summary>
    public string? Symbol { get; init; }

    /// <summary>The candle interval, for example <c>5m</c>; <c>1m</c> is a minute and <c>1M</c> a calendar month.</summary>
    public string? Interval { get; init; }

    /// <summary>The first open time wanted.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The first open time not wanted any more.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The run that the request asks for, or null after recording what is wrong with it.</summary>
    public BackfillRun? ToRun(BackfillTrigger trigger, DateTimeOffset now, IReadOnlyList<string> exchanges, ValidationErrors errors)
    {
        if (!Market.IsExchange(Exchange) || !exchanges.Contains(Exchange))
        {
            errors.Add("exchange", $"is '{Exchange}'; allowed is one of {string.Join(", ", exchanges)}");
        }

        if (!SymbolName.TryRead(Exchange, Symbol, out var symbol, out var allowed))
        {
            errors.Add("symbol", $"is '{Symbol}'; allowed is {allowed}");
        }

        if (!Trad.Candles.Interval.TryParse(Interval, out var interval))
        {
            errors.Add("interval", $"is '{Interval}'; allowed is one of {Trad.Candles.Interval.KnownCodes}");
        }

        if (From is null || From < Earliest)
        {
            errors.Add("from", $"is '{From:u}'; it must be given and not lie before {Earliest:u}");
        }

        if (To is null || To <= From)
        {
            errors.Add("to", $"is '{To:u}'; it must be given and lie after 'from'");
        }

        if (!errors.IsEmpty)
        {
            return null;
        }

        var id = BackfillRunId.Create(new Market(Exchange!, symbol!, interval), now);
        return new BackfillRun(id.ToString(), Exchange!, symbol!, interval, TimeRange.Between(From!.Value, To!.Value), trigger);
    }
}
