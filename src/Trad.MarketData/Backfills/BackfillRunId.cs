using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Trad.Candles;

namespace Trad.MarketData.Backfills;

/// <summary>
/// The identity of a backfill run: the identity of its market's orchestration, which can run once at a time, and the moment the
/// run was asked for, as in <c>backfill-binance-BTCUSDT-5m.0197b9c4a2f1</c>.
/// </summary>
/// <param name="Instance">The orchestration.</param>
/// <param name="Moment">When the run was asked for, epoch milliseconds UTC.</param>
public readonly record struct BackfillRunId(string Instance, long Moment)
{
    /// <summary>What the identity of every backfill's orchestration begins with.</summary>
    public const string Prefix = "backfill-";

    private const int Digits = 12;
    private const long LastMoment = 0xFFFF_FFFF_FFFF;

    /// <summary>The identity of a run of a market.</summary>
    public static BackfillRunId Create(Market market, DateTimeOffset askedAt) => new(InstanceOf(market), askedAt.ToUnixTimeMilliseconds());

    /// <summary>The orchestration that all runs of a market share, so that there is one at a time.</summary>
    public static string InstanceOf(Market market) => $"{Prefix}{market.Exchange}-{market.Symbol}-{market.Interval.PathCode}";

    /// <summary>Reads an identity; false when the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out BackfillRunId id)
    {
        id = default;
        var dot = text?.LastIndexOf('.') ?? -1;
        if (dot < 1 || text!.Length - dot - 1 != Digits
            || !long.TryParse(text.AsSpan(dot + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var moment))
        {
            return false;
        }

        id = new BackfillRunId(text[..dot], moment);
        return true;
    }

    /// <summary>A key that sorts later runs first.</summary>
    public string NewestFirstKey => $"{LastMoment - Moment:x12}-{Instance}";

    /// <summary>The identity with a <see cref="NewestFirstKey"/>; the key itself when it is none.</summary>
    public static string FromNewestFirstKey(string key) =>
        key.Length > Digits
            && long.TryParse(key.AsSpan(0, Digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var counted)
            ? new BackfillRunId(key[(Digits + 1)..], LastMoment - counted).ToString()
            : key;

    /// <summary>The first key of the runs that were asked for before the moment.</summary>
    public static string KeyBefore(DateTimeOffset moment) => $"{LastMoment - moment.ToUnixTimeMilliseconds() + 1:x12}";

    /// <inheritdoc/>
    public override string ToString() => $"{Instance}.{Moment:x12}";
}
