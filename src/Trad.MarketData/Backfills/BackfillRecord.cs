using Trad.Candles;

namespace Trad.MarketData.Backfills;

/// <summary>The summary of one backfill run, kept after it has ended.</summary>
public sealed record BackfillRecord
{
    /// <summary>The run's identity; see <see cref="BackfillRunId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The exchange.</summary>
    public required string Exchange { get; init; }

    /// <summary>The symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>The candle interval.</summary>
    public required Interval Interval { get; init; }

    /// <summary>The first open time wanted.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The first open time not wanted any more.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>What started it: <c>timer</c>, <c>request</c> or <c>repair</c>.</summary>
    public required BackfillTrigger Trigger { get; init; }

    /// <summary><c>running</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required BackfillStatus State { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What it did.</summary>
    public required BackfillCounts Counts { get; init; }

    /// <summary>Why partitions were not fetched, each naming its partition.</summary>
    public IReadOnlyList<string> Failures { get; init; } = [];

    /// <summary>What a person should know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
