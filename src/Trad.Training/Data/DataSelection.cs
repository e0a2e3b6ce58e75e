using Trad.Candles;
using Trad.Candles.Gaps;
using Trad.Training.Requests;

namespace Trad.Training.Data;

/// <summary>Which candles of one symbol a request is about, before it is known which are stored.</summary>
/// <param name="Market">The market.</param>
/// <param name="From">The first moment, inclusive; absent for a look-back.</param>
/// <param name="To">The end, exclusive; absent for the close of the newest stored candle.</param>
/// <param name="Lookback">How far back from the end; absent when the start is given, or a number of candles.</param>
/// <param name="WarmUp">Candles that the strategy needs before the first signal, at the longest parameters searched.</param>
/// <param name="Strategy">The strategy's name, for messages.</param>
/// <param name="GapPolicy">What to do about missing candles.</param>
public sealed record DataSelection(
    Market Market, DateTimeOffset? From, DateTimeOffset? To, TimeSpan? Lookback, int WarmUp, string Strategy, GapPolicy GapPolicy)
{
    /// <summary>Whether finer candles tell what came first within a candle.</summary>
    public bool IntrabarPath { get; init; }

    /// <summary>How many candles back from the end; absent when the start or a time is given.</summary>
    public int? LookbackCandles { get; init; }

    /// <summary>
    /// The longest hole across which a position is held; <see cref="GapLimit.Default"/> unless the request says otherwise.
    /// </summary>
    public TimeSpan LongestGap { get; init; } = GapLimit.Default(Market.Interval);

    /// <summary>The field of the request that decides which candles these are, for messages.</summary>
    public string Field { get; init; } = "from";

    /// <summary>The selections of a request that was checked, one per symbol.</summary>
    public static IReadOnlyList<DataSelection> FromRequest(TrainingRequest request)
    {
        var interval = Interval.Parse(request.Interval!);
        TimeSpan? lookback = request is { LookbackCandles: null, LookbackDays: { } days } ? TimeSpan.FromDays(days) : null;
        var warmUp = RequestedStrategy.LongestWarmUp(request);
        var longestGap = LongestGapOf(request);
        var field = request.Symbols is not null ? "symbols"
            : request.LookbackCandles is not null ? "lookbackCandles"
            : request.LookbackDays is not null ? "lookbackDays"
            : "from";
        return
        [
            .. request.AllSymbols.Select(symbol => new DataSelection(
                new Market(request.Exchange!, symbol, interval),
                request.From,
                request.To,
                lookback,
                warmUp,
                request.Strategy!,
                request.GapPolicy ?? GapPolicy.Split)
            {
                IntrabarPath = request.IntrabarPath ?? false,
                LookbackCandles = request.LookbackCandles,
                LongestGap = longestGap,
                Field = field,
            }),
        ];
    }

    /// <summary>The longest hole across which a position is held.</summary>
    public static TimeSpan LongestGapOf(TrainingRequest request) => request.LongestGapHours is { } hours
        ? TimeSpan.FromHours(hours)
        : GapLimit.Default(Interval.Parse(request.Interval!));

    /// <summary>The range that counts, given the open time of the newest stored candle.</summary>
    /// <exception cref="TrainingException">Nothing lies in the range.</exception>
    public TimeRange Resolve(long newestOpenTime)
    {
        var newestClose = Market.Interval.CloseOf(newestOpenTime);
        var end = Math.Min(To?.ToUnixTimeMilliseconds() ?? newestClose, newestClose);
        var start = From?.ToUnixTimeMilliseconds() ?? Math.Max(
            TimeRange.Always.Start,
            LookbackCandles is { } count ? Back(end, count) : end - (long)Lookback!.Value.TotalMilliseconds);
        return start < end
            ? new TimeRange(start, end)
            : throw new TrainingException(
                $"The range of {Market} is empty: it starts at {Timestamp.Format(start)}, but the newest stored candle closes at {Timestamp.Format(newestClose)}.")
            {
                Field = Field,
            };
    }

    // Months are counted back from the first that begins at the end or after it.
    private long Back(long end, int candles) =>
        Market.Interval.Shift(Market.Interval.HasFixedLength ? end : Market.Interval.OpenAtOrAfter(end), -candles);
}
