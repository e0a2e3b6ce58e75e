using System.Globalization;
using Trad.Functions.Operations.Orchestrations;
using Trad.Training;

namespace Trad.LocalHost.Presentation;

/// <summary>Shows orchestrations to a person.</summary>
internal static class OrchestrationDisplay
{
    /// <summary>A moment to the minute.</summary>
    public static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>One with its input, output and progress.</summary>
    public static void Show(TextWriter output, OrchestrationDetail found)
    {
        output.WriteLine($"{found.Name} {found.InstanceId}: {found.Status}");
        output.WriteLine($"  created {Second(found.CreatedAt)} UTC, changed {Second(found.LastUpdatedAt)} UTC");
        foreach (var (name, text) in new[]
        {
            ("failed", found.Failure), ("input", found.Input), ("progress", found.CustomStatus), ("output", found.Output),
        })
        {
            if (text is not null)
            {
                output.WriteLine($"  {name}: {text}");
            }
        }
    }

    /// <summary>What happened to one.</summary>
    public static void Show(TextWriter output, OrchestrationHistory history) => TableDisplay.Show(
        output,
        ["Time (UTC)", "Event", "Name", ">Took", "?Input, result or reason"],
        history.Events.Select(each => (IReadOnlyList<string>)
        [
            each.Time.UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture),
            EnumNames.Format(each.Kind),
            each.Name ?? each.Status ?? "",
            each.ScheduledAt is { } asked
                ? (each.Time - asked).TotalMilliseconds.ToString("N0", CultureInfo.InvariantCulture) + " ms"
                : "",
            each.Reason ?? Payload(each),
        ]),
        "Nothing has happened yet.");

    private static string Payload(OrchestrationEvent each) =>
        each.Payload is null ? each.DueAt is { } due ? $"due {Second(due)}" : ""
        : each.PayloadLength > each.Payload.Length ? each.Payload + "…"
        : each.Payload;

    private static string Second(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
