using Microsoft.Extensions.Configuration;
using NCrontab;
using Trad.LocalRuntime.Hosting;

namespace Trad.LocalRuntime.Timers;

/// <summary>Reads the schedules of timer functions.</summary>
internal static class TimerSchedule
{
    /// <summary>The schedule of a function; a name in percent signs is that of a setting.</summary>
    /// <exception cref="FunctionBindingException">The setting is missing, or the schedule cannot be read.</exception>
    public static CrontabSchedule Parse(TimerFunction function, IConfiguration configuration)
    {
        var text = function.Schedule is ['%', .. var setting, '%']
            ? configuration[setting]
                ?? throw new FunctionBindingException(
                    $"The timer function '{function.Name}' takes its schedule from the setting '{setting}', which is missing.")
            : function.Schedule;
        return CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = true })
            ?? throw new FunctionBindingException(
                $"The timer function '{function.Name}' has the schedule '{text}', which is not an NCRONTAB expression of six fields, such as '0 */5 * * * *'.");
    }
}
