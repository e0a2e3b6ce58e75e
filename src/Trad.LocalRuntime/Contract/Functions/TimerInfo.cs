namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer function is told.</summary>
public class TimerInfo
{
    /// <summary>The schedule's last and next occurrences; absent without a monitor.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether the occurrence was due while the host was down.</summary>
    public bool IsPastDue { get; set; }
}
