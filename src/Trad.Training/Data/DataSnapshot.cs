using Trad.Candles;
using Trad.Candles.Gaps;

namespace Trad.Training.Data;

/// <summary>The candles that a job was computed from, so that its result can be repeated or explained.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">The candle interval.</param>
/// <param name="From">Open time of the first candle that counts.</param>
/// <param name="To">Close of the last candle that counts.</param>
/// <param name="NewestCandle">Open time of the newest candle stored when the job began; look-backs count from it.</param>
/// <param name="Candles">Candles that count, those held out included.</param>
/// <param name="ReadFrom">Where reading began; earlier than <paramref name="From"/>, because earlier candles feed indicators.</param>
/// <param name="WarmUpCandles">Earlier candles found, which only feed indicators.</param>
/// <param name="TradeFrom">Position, among warm-up and counting candles, of the first candle on which a trade may begin.</param>
/// <param name="Fingerprint">SHA-256 of all these candles; equal fingerprints mean equal data.</param>
/// <param name="Partitions">The stored partitions they were read from, with their versions.</param>
public sealed record DataSnapshot(
    string Exchange,
    string Symbol,
    Interval Interval,
    DateTimeOffset From,
    DateTimeOffset To,
    DateTimeOffset NewestCandle,
    int Candles,
    DateTimeOffset ReadFrom,
    int WarmUpCandles,
    int TradeFrom,
    string Fingerprint,
    IReadOnlyDictionary<string, string> Partitions)
{
    /// <summary>Most gaps that are named: a snapshot is a part of records that are read often.</summary>
    public const int MostOutages = 10;

    /// <summary>The first moment of the hold-out, which no trial sees; absent when there is none.</summary>
    public DateTimeOffset? HoldOutFrom { get; init; }

    /// <summary>How many of <see cref="Candles"/> are held out.</summary>
    public int HoldOutCandles { get; init; }

    /// <summary>What was done about missing candles.</summary>
    public GapPolicy GapPolicy { get; init; } = GapPolicy.Split;

    /// <summary>The longest hole, in hours, across which a position is held; absent for the default of the interval.</summary>
    public double? LongestGapHours { get; init; }

    /// <summary>How many candles are missing from the first that counts to the last.</summary>
    public long MissingCandles { get; init; }

    /// <summary>How many holes are longer than the longest that a position is held across.</summary>
    public int LongGaps { get; init; }

    /// <summary>How many gaps there are from the first candle that counts to the last.</summary>
    public int Gaps { get; init; }

    /// <summary>
    /// The gaps from the first candle that counts to the last, oldest first, with what the price did across them; of more than
    /// <see cref="MostOutages"/> those with the largest jumps.
    /// </summary>
    public IReadOnlyList<Outage> Outages { get; init; } = [];

    /// <summary>How many of the candles stand in for missing ones.</summary>
    public long FilledCandles { get; init; }

    /// <summary>Whether finer candles were asked for, to tell what came first within a candle.</summary>
    public bool IntrabarPath { get; init; }

    /// <summary>The interval of the finer candles; absent when none are stored or none were asked for.</summary>
    public Interval? FinerInterval { get; init; }

    /// <summary>SHA-256 of the finer candles.</summary>
    public string? FinerFingerprint { get; init; }

    /// <summary>The longest hole across which a position is held.</summary>
    public TimeSpan LongestGap() => LongestGapHours is { } hours ? TimeSpan.FromHours(hours) : GapLimit.Default(Interval);

    /// <summary>The market that the candles belong to.</summary>
    public Market ToMarket() => new(Exchange, Symbol, Interval);

    /// <summary>Everything to read: the warm-up and the candles that count.</summary>
    public TimeRange ReadRange() => TimeRange.Between(ReadFrom, To);
}
