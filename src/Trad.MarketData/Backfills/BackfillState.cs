using Trad.Candles;

namespace Trad.MarketData.Backfills;

/// <summary>A backfill run as <c>GET /api/backfills</c> and <c>GET /api/backfills/{id}</c> show it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Exchange">The exchange.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">The candle interval.</param>
/// <param name="From">The first open time wanted.</param>
/// <param name="To">The first open time not wanted any more.</param>
/// <param name="Trigger">What started it: <c>timer</c>, <c>request</c> or <c>repair</c>.</param>
/// <param name="State"><c>pending</c>, <c>running</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="CreatedAt">When it was started.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="EndedAt">When it ended; absent while it runs.</param>
/// <param name="Progress">How far it is; absent before it is planned.</param>
/// <param name="Error">Why it failed; absent when it did not.</param>
public sealed record BackfillState(
    string Id,
    string Exchange,
    string Symbol,
    Interval Interval,
    DateTimeOffset From,
    DateTimeOffset To,
    BackfillTrigger Trigger,
    BackfillStatus State,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? EndedAt,
    BackfillProgress? Progress,
    string? Error);
