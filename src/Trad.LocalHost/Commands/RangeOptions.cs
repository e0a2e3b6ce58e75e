using System.CommandLine;
using Trad.Functions.Backfills;

namespace Trad.LocalHost.Commands;

/// <summary>
/// The options of a range of time. They mean the same at every command, and over HTTP: <c>--from</c> is the first moment, inclusive,
/// <c>--to</c> the end, exclusive, both UTC, and <c>--days</c> so many days up to <c>--to</c> in the place of <c>--from</c>.
/// </summary>
internal static class RangeOptions
{
    /// <summary>What <c>--days</c> means.</summary>
    public const string DaysMeaning = "Days of candles up to --to, in the place of --from";

    /// <summary>What <c>--from</c> means.</summary>
    public const string FromMeaning = "First moment, UTC, inclusive";

    /// <summary>What <c>--to</c> means.</summary>
    public const string ToMeaning = "End, UTC, exclusive";

    /// <summary><c>--days</c>.</summary>
    /// <param name="absent">What its absence means.</param>
    public static Option<int?> Days(string absent) => new("--days")
    {
        Description = $"{DaysMeaning} ({absent}).",
        CustomParser = argument => WholeNumber.Within("--days", 1, BackfillRequest.LongestDays)(argument),
    };

    /// <summary><c>--from</c>.</summary>
    /// <param name="absent">What its absence means.</param>
    public static Option<DateTimeOffset?> From(string absent) => new("--from")
    {
        Description = $"{FromMeaning} ({absent}).",
        CustomParser = UtcMoment.Parse,
    };

    /// <summary><c>--to</c>.</summary>
    /// <param name="absent">What its absence means.</param>
    public static Option<DateTimeOffset?> To(string absent) => new("--to")
    {
        Description = $"{ToMeaning} ({absent}).",
        CustomParser = UtcMoment.Parse,
    };
}
