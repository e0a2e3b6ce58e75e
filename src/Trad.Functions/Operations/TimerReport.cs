namespace Trad.Functions.Operations;

/// <summary>A timer, for people.</summary>
/// <param name="Name">Its function.</param>
/// <param name="Schedule">Its schedule: NCRONTAB with seconds, UTC; <c>%…%</c> names a setting that is missing, without which it does not run.</param>
/// <param name="Last">When it ran last; absent when it never did.</param>
/// <param name="Next">When it runs next; absent when its schedule is missing.</param>
public sealed record TimerReport(string Name, string Schedule, DateTimeOffset? Last, DateTimeOffset? Next);
