using Microsoft.Extensions.Configuration;
using NCrontab;

namespace Trad.Functions.Operations.Duties;

/// <summary>When a duty is due: NCRONTAB with seconds, UTC.</summary>
public sealed class DutySchedule
{
    private static readonly TimeSpan[] LookBacks =
        [TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(31), TimeSpan.FromDays(366)];

    private readonly CrontabSchedule? _moments;

    private DutySchedule(string text, CrontabSchedule? moments) => (Text, _moments) = (text, moments);

    /// <summary>The schedule as it is written; <c>%…%</c> names a setting that is missing, without which it is never due.</summary>
    public string Text { get; }

    /// <summary>Reads a schedule.</summary>
    /// <exception cref="FormatException">It has another form.</exception>
    public static DutySchedule Parse(string text) =>
        CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = true }) is { } moments
            ? new DutySchedule(text, moments)
            : throw new FormatException(
                $"'{text}' is no schedule; allowed is NCRONTAB with six fields from seconds to weekdays, such as '30 */5 * * * *'.");

    /// <summary>The schedule that a setting holds.</summary>
    /// <exception cref="FormatException">It holds something else; the message names the setting.</exception>
    public static DutySchedule OfSetting(IConfiguration configuration, string setting)
    {
        if (configuration[setting] is not { Length: > 0 } text)
        {
            return new DutySchedule($"%{setting}%", null);
        }

        try
        {
            return Parse(text);
        }
        catch (FormatException wrong)
        {
            throw new FormatException($"{setting}: {wrong.Message}", wrong);
        }
    }

    /// <summary>The last moment before another one; null when there is none within a year.</summary>
    public DateTimeOffset? LastBefore(DateTimeOffset moment)
    {
        // Moments are found forwards only: what comes often is found in the last hour, what seldom does is seldom in a year.
        foreach (var span in LookBacks)
        {
            var found = _moments?.GetNextOccurrences((moment - span).UtcDateTime, moment.UtcDateTime).ToList();
            if (found is { Count: > 0 })
            {
                return new DateTimeOffset(found[^1], TimeSpan.Zero);
            }
        }

        return null;
    }

    /// <summary>The first moment after another one; null when there is none.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset moment)
    {
        var next = _moments?.GetNextOccurrence(moment.UtcDateTime) ?? DateTime.MaxValue;
        return next == DateTime.MaxValue ? null : new DateTimeOffset(next, TimeSpan.Zero);
    }
}
