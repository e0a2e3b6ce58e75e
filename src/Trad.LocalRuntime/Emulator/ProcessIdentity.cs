using System.Diagnostics;
using System.Globalization;

namespace Trad.LocalRuntime.Emulator;

/// <summary>One process of this machine. Process ids come again, so the time of its start belongs to it.</summary>
/// <param name="Id">The process id.</param>
/// <param name="StartedAt">When it started, Unix seconds; null when that was not noted, as by earlier versions.</param>
internal sealed record ProcessIdentity(int Id, long? StartedAt)
{
    // The system tells the start relative to its own, whose time drifts with the clock.
    private const long ToleranceSeconds = 2;

    /// <summary>Whether the process is still there; another with the same id is not it.</summary>
    public bool IsAlive
    {
        get
        {
            try
            {
                using var process = Process.GetProcessById(Id);
                return !process.HasExited && (StartedAt is { } started
                    ? Math.Abs(StartOf(process) - started) <= ToleranceSeconds
                    : process.ProcessName.Contains("node", StringComparison.OrdinalIgnoreCase));
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
            {
                return false;
            }
        }
    }

    /// <summary>Whether the process that had an id at a moment is still there; one that came later is not it.</summary>
    public static bool WasAlive(int id, DateTimeOffset moment)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited && StartOf(process) <= moment.ToUnixTimeSeconds() + ToleranceSeconds;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    public static ProcessIdentity FromProcess(Process process) => new(process.Id, StartOf(process));

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is something else.</summary>
    public static ProcessIdentity? Parse(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return fields.Length is 1 or 2 && int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new ProcessIdentity(
                id,
                fields.Length == 2 && long.TryParse(
                    fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var started) ? started : null)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id} {StartedAt}");

    private static long StartOf(Process process) => new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeSeconds();
}
