using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Trad.Backtesting.Simulation;
using Trad.Training.Requests;

namespace Trad.Training.Jobs;

/// <summary>
/// Runs backtests on a thread of their own and waits for them no longer than they may take. Rules and everything that asks for indicators
/// end by themselves when they are cancelled. A strategy in C# that does not is left behind: who waits goes on, its result is
/// thrown away, and its thread, which nothing can end, lasts until the strategy returns or the host stops.
/// </summary>
public sealed partial class WatchedComputation(IOptions<JobOptions> options, TimeProvider clock, ILogger<WatchedComputation> log)
{
    /// <summary>Seconds that a backtest may take at least, however short the time limit of its job is.</summary>
    public const double LeastSeconds = 30;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private const string LeftWords =
        " It does not end either when it is told to: its thread is left behind and keeps a core until it returns or the host stops, and nothing else begins with it until then.";

    private readonly ThreadsLeftBehind _left = new();

    /// <summary>Threads that were left behind and have not come back.</summary>
    public int LeftBehind => _left.Count;

    /// <summary>Why nothing may be begun with a strategy in this process: a thread of it was left behind; null when it may.</summary>
    /// <param name="strategy">The strategy's name.</param>
    public string? FindRefusal(string strategy) => _left.FindRefusal(strategy);

    /// <summary>Runs work that backtests.</summary>
    /// <param name="work">The work.</param>
    /// <param name="request">The request of its job, whose time limit is one of each backtest too; null for none.</param>
    /// <param name="cancellationToken">Ends the work, or the waiting for it.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    /// <exception cref="BacktestOverrunException">
    /// A backtest took longer than it may, or the strategy of the request has a thread that was left behind.
    /// </exception>
    public async Task<T> RunAsync<T>(Func<T> work, TrainingRequest? request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (request is { Strategy: { } strategy, PinnedStrategy: null } && FindRefusal(strategy) is { } refusal)
        {
            throw new BacktestOverrunException(refusal);
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = new BacktestWatch(ending.Token);
        var running = Task.Factory.StartNew(
            () => watch.Watch(work), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var limit = LimitOf(request);
        var hasOverrun = await HasOverrunAsync(running, watch, limit, cancellationToken);
        if (hasOverrun)
        {
            await ending.CancelAsync();
        }

        if (!running.IsCompleted)
        {
            await Task.WhenAny(running, Task.Delay(Patience, clock, CancellationToken.None));
        }

        var isEnded = running.Exception?.InnerException is OperationCanceledException;
        if (running.IsCompleted && !(hasOverrun && isEnded))
        {
            return await running;
        }

        var subject = watch.Latest ?? "The strategy";
        var isLeft = !running.IsCompleted;
        if (isLeft)
        {
            LeaveBehind(running, subject, watch.LatestStrategy ?? subject);
        }

        cancellationToken.ThrowIfCancellationRequested();
        throw new BacktestOverrunException(string.Create(
            CultureInfo.InvariantCulture,
            $"{subject} gave no signals within {limit.TotalSeconds:0.#} s, {BacktestOverrunException.Mark} (the setting Trad:Jobs:BacktestSeconds, or timeLimitSeconds of the request where that is less).{(isLeft ? LeftWords : "")}"));
    }

    private TimeSpan LimitOf(TrainingRequest? request) => TimeSpan.FromSeconds(
        Math.Min(options.Value.BacktestSeconds, Math.Max(LeastSeconds, request?.TimeLimitSeconds ?? double.PositiveInfinity)));

    // Ends when the work does, when it is cancelled, or when no new backtest has begun for as long as one may take.
    private async Task<bool> HasOverrunAsync(Task running, BacktestWatch watch, TimeSpan limit, CancellationToken cancellationToken)
    {
        var (begun, since) = (0L, clock.GetTimestamp());
        while (!running.IsCompleted && !cancellationToken.IsCancellationRequested)
        {
            var look = limit < Look ? limit : Look;
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(running, Task.Delay(look, clock, waiting.Token));
            await waiting.CancelAsync();
            if (watch.Begun is var now && now != begun)
            {
                (begun, since) = (now, clock.GetTimestamp());
            }
            else if (!running.IsCompleted && clock.GetElapsedTime(since) >= limit)
            {
                return true;
            }
        }

        return false;
    }

    private void LeaveBehind(Task running, string subject, string strategy)
    {
        TellLeft(subject, _left.Add(strategy));
        _ = running.ContinueWith(
            ended =>
            {
                // Whatever came of it, nobody asks any more.
                _ = ended.Exception;
                TellBack(subject, _left.Remove(strategy));
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    [LoggerMessage(1121, LogLevel.Warning,
        "{Strategy} does not end; its thread is left behind until it does or the host stops ({Threads} in all)")]
    private partial void TellLeft(string strategy, int threads);

    [LoggerMessage(1122, LogLevel.Information, "{Strategy}, which was left behind, has ended ({Threads} are left)")]
    private partial void TellBack(string strategy, int threads);
}
