namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks the parameter of a function that is called on a schedule.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute : Attribute
{
    /// <summary>Sets the schedule.</summary>
    /// <param name="schedule">An NCRONTAB expression of six fields, or the name of a setting in percent signs.</param>
    public TimerTriggerAttribute(string schedule) => Schedule = schedule;

    /// <summary>The schedule.</summary>
    public string Schedule { get; }

    /// <summary>Whether the schedule is kept in storage, so that an occurrence missed while the host was down fires once.</summary>
    public bool UseMonitor { get; set; } = true;

    /// <summary>Whether it also fires when the host starts.</summary>
    public bool RunOnStartup { get; set; }
}
