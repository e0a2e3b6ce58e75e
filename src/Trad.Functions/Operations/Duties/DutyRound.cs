using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Trad.Storage.Requests;
using Trad.Training.Operations;

namespace Trad.Functions.Operations.Duties;

/// <summary>
/// What happens when the app wakes: every duty that has become due since it last began runs, each by itself, so that one that fails or
/// takes long keeps no other from running. What comes due before the next wake is waited for, so that schedules of their own mean what
/// they say.
/// </summary>
/// <remarks>
/// What is due is decided by recorded runs alone: a restart forgets nothing, and of several processes that wake at once one begins a
/// duty. What failed, or was not seen to end, runs again at a later wake.
/// </remarks>
public sealed partial class DutyRound
{
    // As long as the Functions host lets a function run (functionTimeout of host.json).
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(30);

    // Clocks of several machines differ by less; what began later than that began before the clock was set back.
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);

    // Timers fire a little early or late.
    private static readonly TimeSpan Jitter = TimeSpan.FromSeconds(30);

    private static readonly DutySchedule Wakes = DutySchedule.Parse(DutyTimer.Schedule);

    private readonly IReadOnlyList<IDuty> _duties;
    private readonly ITimerLog _runs;
    private readonly TimeProvider _clock;
    private readonly ILogger<DutyRound> _log;
    private int _wakes;

    /// <summary>The duties, and where their runs are recorded.</summary>
    public DutyRound(IEnumerable<IDuty> duties, ITimerLog runs, TimeProvider clock, ILogger<DutyRound> log) =>
        (_duties, _runs, _clock, _log) = ([.. duties], runs, clock, log);

    /// <summary>Does what is due, until nothing is under way or comes before the next wake.</summary>
    /// <param name="client">The engine's client.</param>
    /// <param name="cancellationToken">Ends it with the host.</param>
    public async Task RunAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        var atStart = Interlocked.Increment(ref _wakes) == 1
            ? _duties.Where(duty => duty.RunsAtStart).ToHashSet()
            : [];
        var nextWake = Wakes.NextAfter(_clock.GetUtcNow() + Jitter);
        var running = new Dictionary<IDuty, Task>();

        // What could not even be recorded is not tried over and over.
        var tried = new Dictionary<IDuty, DateTimeOffset>();
        try
        {
            DateTimeOffset? looked = null;
            while (true)
            {
                // Whoever is idle is looked at when a moment of its has passed, and not whenever another has ended.
                var now = _clock.GetUtcNow();
                if (looked is null || NextAfter(looked.Value, running) <= now)
                {
                    await BeginAsync(running, tried, atStart, looked is null, client, cancellationToken);
                    looked = now;
                }

                now = _clock.GetUtcNow();
                var next = NextAfter(looked.Value, running);
                if (running.Count == 0 && (next is null || next >= nextWake))
                {
                    return;
                }

                await WaitAsync(running, next - now, cancellationToken);
            }
        }
        finally
        {
            await Task.WhenAll(running.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private DateTimeOffset? NextAfter(DateTimeOffset moment, Dictionary<IDuty, Task> running) =>
        _duties.Where(duty => !running.ContainsKey(duty)).Min(duty => duty.Schedule.NextAfter(moment));

    private async Task BeginAsync(
        Dictionary<IDuty, Task> running, Dictionary<IDuty, DateTimeOffset> tried, HashSet<IDuty> atStart, bool isWake,
        DurableTaskClient client, CancellationToken cancellationToken)
    {
        var records = await _runs.ReadAsync(cancellationToken);
        var now = _clock.GetUtcNow();
        foreach (var duty in _duties.Where(duty => !running.ContainsKey(duty)))
        {
            var record = records.GetValueOrDefault(duty.Name) ?? new DutyRecord(duty.Name, now);
            var isKnown = !tried.TryGetValue(duty, out var last) || record.Began > last;
            if (atStart.Remove(duty) || IsDue(duty.Schedule, isKnown ? record : record with { Began = last }, isWake, now))
            {
                tried[duty] = now;
                running.Add(
                    duty,
                    PerformAsync(duty, record with { Began = now, Ended = null, Failure = null }, client, cancellationToken));
            }
            else if (record.Mark is null)
            {
                // Seen for the first time: it is due from now on.
                await _runs.TryWriteAsync(record, cancellationToken);
            }
        }
    }

    private static bool IsDue(DutySchedule schedule, DutyRecord record, bool isWake, DateTimeOffset now)
    {
        var last = record.Began ?? record.Since;
        return schedule.NextAfter(last) <= now
            || (schedule.NextAfter(now) is not null && last > now + ClockDifference)
            || (isWake && (record.Failure is not null || (record is { Began: { } began, Ended: null } && began < now - LongestRun)));
    }

    private async Task PerformAsync(IDuty duty, DutyRecord begun, DurableTaskClient client, CancellationToken cancellationToken)
    {
        try
        {
            if (await _runs.TryWriteAsync(begun, cancellationToken) is not { } mine)
            {
                // Another process was first.
                return;
            }

            string? failure = null;
            try
            {
                await duty.RunAsync(client, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogFailed(duty.Name, exception);
                failure = StorageFailure.Describe(exception) is { } what ? $"The storage {what}." : exception.Message.Split('\n')[0];
            }

            await _runs.TryWriteAsync(mine with { Ended = _clock.GetUtcNow(), Failure = failure }, cancellationToken);
        }
        catch (Exception unrecorded) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnrecorded(duty.Name, unrecorded);
        }
    }

    private async Task WaitAsync(Dictionary<IDuty, Task> running, TimeSpan? untilNext, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var wait = untilNext is { } time ? Task.Delay(Shortened(time), _clock, waiting.Token) : Task.Delay(Timeout.Infinite, waiting.Token);
        await Task.WhenAny([.. running.Values, wait]);
        await waiting.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var (duty, work) in running.Where(pair => pair.Value.IsCompleted).ToList())
        {
            running.Remove(duty);
            await work;
        }
    }

    // Task.Delay takes at most about 49 days, and rounds down.
    private static TimeSpan Shortened(TimeSpan time) =>
        time < TimeSpan.Zero ? TimeSpan.Zero
        : time < TimeSpan.FromDays(1) ? time + TimeSpan.FromMilliseconds(1)
        : TimeSpan.FromDays(1);

    [LoggerMessage(LogLevel.Error, "The duty {Duty} failed; it runs again when the app wakes next")]
    private partial void LogFailed(string duty, Exception exception);

    [LoggerMessage(LogLevel.Error, "A run of the duty {Duty} could not be recorded")]
    private partial void LogUnrecorded(string duty, Exception exception);
}
