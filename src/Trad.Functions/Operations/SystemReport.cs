using Microsoft.DurableTask.Client;
using Trad.Candles;

namespace Trad.Functions.Operations;

/// <summary>The state of the app.</summary>
/// <param name="Version">The app's version.</param>
/// <param name="Commit">The commit that it was built from; absent when unknown.</param>
/// <param name="StartedAt">When this process started.</param>
/// <param name="Host">Where it runs: machine, operating system, framework.</param>
/// <param name="Storage">The storage account's host.</param>
/// <param name="RunningJobs">Training jobs at work.</param>
/// <param name="QueuedJobs">Training jobs that wait.</param>
/// <param name="OpenStreams">Event streams that readers hold open in this process.</param>
/// <param name="Orchestrations">
/// The orchestrations of the last day that were scheduled last, at most 100; the one that changed last first.
/// </param>
/// <param name="Timers">What the app does by itself now and then.</param>
public sealed record SystemReport(
    string Version,
    string? Commit,
    DateTimeOffset StartedAt,
    string Host,
    string Storage,
    int RunningJobs,
    int QueuedJobs,
    int OpenStreams,
    IReadOnlyList<OrchestrationReport> Orchestrations,
    IReadOnlyList<TimerReport> Timers);

/// <summary>An orchestration, for people.</summary>
/// <param name="InstanceId">Its identity.</param>
/// <param name="Name">The orchestrator.</param>
/// <param name="Status">Its status.</param>
/// <param name="CreatedAt">When it was scheduled.</param>
/// <param name="LastUpdatedAt">When it changed last.</param>
public sealed record OrchestrationReport(
    string InstanceId, string Name, string Status, DateTimeOffset CreatedAt, DateTimeOffset LastUpdatedAt)
{
    internal static OrchestrationReport Read(OrchestrationMetadata found) =>
        new(found.InstanceId, found.Name, StatusOf(found), found.CreatedAt, ChangeOf(found));

    /// <summary>When it changed last; not before it was scheduled, also where the clock was set back meanwhile.</summary>
    internal static DateTimeOffset ChangeOf(OrchestrationMetadata found) => Moment.Later(found.LastUpdatedAt, found.CreatedAt);

    internal static string StatusOf(OrchestrationMetadata found) => found.RuntimeStatus.ToString().ToLowerInvariant();
}

/// <summary>What the app does by itself now and then, for people.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Schedule">
/// Its schedule: NCRONTAB with seconds, UTC; <c>%…%</c> names a setting that is missing, without which it does not run.
/// </param>
/// <param name="Last">When it ran last; absent when it never did.</param>
/// <param name="Next">When it runs next; absent when its schedule is missing.</param>
/// <param name="Failure">Why the last run failed; absent when it did not.</param>
public sealed record TimerReport(string Name, string Schedule, DateTimeOffset? Last, DateTimeOffset? Next, string? Failure = null);
