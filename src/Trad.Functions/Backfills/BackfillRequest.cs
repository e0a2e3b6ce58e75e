using System.ComponentModel.DataAnnotations;
using Trad.Candles;
using Trad.MarketData.Backfills;
using Trad.Training;

namespace Trad.Functions.Backfills;

/// <summary>The body of <c>POST /api/backfills</c> and <c>POST /api/candles/repair</c>.</summary>
public sealed record BackfillRequest
{
    /// <summary>Days of candles when a request does not say.</summary>
    public const int DefaultDays = 90;

    /// <summary>Most days that may be asked for at once.</summary>
    public const int LongestDays = 5_000;

    /// <summary>Nothing that an exchange has is older: the first block of Bitcoin.</summary>
    internal static readonly DateTimeOffset Earliest = new(2009, 1, 3, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The exchange, for example <c>binance</c>.</summary>
    [Required]
    public string? Exchange { get; init; }

    /// <summary>The symbol, for example <c>BTCUSDT</c>.</summary>
    [Required]
    public string? Symbol { get; init; }

    /// <summary>The candle interval, for example <c>5m</c>; <c>1m</c> is a minute and <c>1M</c> a calendar month.</summary>
    [Required]
    public string? Interval { get; init; }

    /// <summary>Days of candles up to <see cref="To"/>; excludes <see cref="From"/>. <value>The default is 90.</value></summary>
    [Range(1, LongestDays)]
    public int? Days { get; init; }

    /// <summary>The first open time wanted, inclusive; excludes <see cref="Days"/>.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The first open time not wanted any more. <value>The default is now.</value></summary>
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

        var range = ReadRange(now, errors);
        if (!errors.IsEmpty)
        {
            return null;
        }

        var id = BackfillRunId.Create(new Market(Exchange!, symbol!, interval), now);
        return new BackfillRun(id.ToString(), Exchange!, symbol!, interval, range, trigger);
    }

    private TimeRange ReadRange(DateTimeOffset now, ValidationErrors errors)
    {
        if (Days is { } asked && (From is not null || asked is < 1 or > LongestDays))
        {
            errors.Add(
                "days", From is null ? $"is '{asked}'; allowed is a whole number from 1 to {LongestDays}"
                    : "is given beside 'from'; allowed is one of them");
        }

        // Without an end the range ends now, on the whole second: an exchange is asked for moments, not for ticks.
        var to = To ?? DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        if (to <= Earliest)
        {
            errors.Add("to", $"is '{to:u}'; it must lie after {Earliest:u}");
            return TimeRange.Always;
        }

        // Days may reach back behind the beginning of everything; nothing is missing there.
        var from = From ?? new[] { to.AddDays(-Math.Clamp(Days ?? DefaultDays, 1, LongestDays)), Earliest }.Max();
        if (from < Earliest)
        {
            errors.Add("from", $"is '{from:u}'; it must not lie before {Earliest:u}");
        }

        if (to <= from)
        {
            errors.Add("to", $"is '{to:u}'; it must lie after 'from'");
        }

        return errors.IsEmpty ? TimeRange.Between(from, to) : TimeRange.Always;
    }
}
