using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Trad.Candles.Stores;
using Trad.Training.Data;
using Trad.Training.Requests;

namespace Trad.Training.Jobs;

/// <summary>Checks requests and records the jobs they ask for.</summary>
/// <param name="candles">Tells what is stored.</param>
/// <param name="jobs">Where jobs are kept.</param>
/// <param name="backlog">Where jobs wait.</param>
/// <param name="strategies">Pins what the request names of the strategies of one's own.</param>
/// <param name="rules">What a request must be like, given what is stored.</param>
/// <param name="computation">Tells strategies that do not end.</param>
/// <param name="clock">Tells the moment of creation.</param>
/// <param name="log">The app's log.</param>
public sealed class JobIntake(
    ICandleReader candles, IJobStore jobs, IJobBacklog backlog, StrategyPinning strategies, StoredDataRules rules,
    WatchedComputation computation, TimeProvider clock, ILogger<JobIntake> log)
{
    private const string TradesMetric = "trades";

    /// <summary>The request with its defaults filled in, or null after recording what is wrong with it.</summary>
    public async Task<TrainingRequest?> CheckAsync(TrainingRequest request, ValidationErrors errors, CancellationToken cancellationToken)
    {
        var (pinned, own) = await strategies.PinAsync(request, errors, cancellationToken);
        if (TrainingRequestRules.Check(pinned, own, errors) is not { } complete || !errors.IsEmpty)
        {
            return null;
        }

        if (complete.PinnedStrategy is null && computation.FindRefusal(complete.Strategy!) is { } stuck)
        {
            errors.Add("strategy", stuck);
            return null;
        }

        var selections = DataSelection.FromRequest(complete);
        var partitions = await Task.WhenAll(
            selections.Select(selection => candles.ListPartitionsAsync(selection.Market, cancellationToken)));
        var field = complete.Symbols is null ? "symbol" : "symbols";
        foreach (var (selection, stored) in selections.Zip(partitions).Where(pair => pair.Second.Count == 0))
        {
            errors.Add(field, $"no candles of {selection.Market} are stored; import or backfill them first");
        }

        if (!partitions.All(stored => stored.Count > 0))
        {
            return null;
        }

        try
        {
            await rules.CheckAsync(complete, request.GapPolicy is not null, selections, partitions, cancellationToken);
            return complete.MinimumTrades is not null
                ? complete
                : complete with { MinimumTrades = MinimumTrades(complete, selections, partitions), MinimumTradesDerived = true };
        }
        catch (TrainingException impossible)
        {
            errors.Add(impossible.Field ?? "from", impossible.Message);
            return null;
        }
    }

    /// <summary>Records a job for a request that was checked. A seed that was not given is taken from the job's identity.</summary>
    /// <param name="request">The request.</param>
    /// <param name="id">The job's identity, from <see cref="IJobStore.NewId"/>.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The job; the one recorded earlier when the identity was used before.</returns>
    public async Task<TrainingJob> RecordAsync(TrainingRequest request, string id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var job = new TrainingJob
        {
            Id = id,
            Number = await jobs.TakeNumberAsync(cancellationToken),
            Name = request.Name,
            State = JobState.Queued,
            CreatedAt = now,
            QueuedAt = now,
            TraceParent = Activity.Current?.Id,
            Request = request,
            Seed = request.Seed ?? long.Parse(id.AsSpan(24), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            Progress = JobProgress.Waiting(request.Trials!.Value),
            Warnings = UnusualConditions.Find(request),
        };

        // First the job, then its place: a job without a place is found by the orphan clean-up, a place without a job would
        // be started in vain.
        if (!await jobs.TryAddAsync(job, cancellationToken))
        {
            return (await jobs.FindAsync(id, cancellationToken))!;
        }

        log.TellRecorded(job);
        await backlog.AddAsync(job, cancellationToken);
        return job;
    }

    // Of several symbols the one with the fewest candles counts, since every one needs that many trades; a constraint is about all of
    // them together.
    private static int MinimumTrades(
        TrainingRequest request, IReadOnlyList<DataSelection> selections, IReadOnlyList<IReadOnlyList<CandlePartition>> partitions)
    {
        if (selections.Count == 1 && request.Constraints is not null && request.Constraints.TryGetValue(TradesMetric, out var trades)
            && trades.Min is { } least)
        {
            return (int)Math.Clamp(Math.Ceiling(least), 0, RequestLimits.MostMinimumTrades);
        }

        var range = TrainingRange.Resolve(selections, partitions);
        var candles = selections.Zip(partitions).Min(each => StoredExtent.Measure(each.Second, range, each.First.Market.Interval).AtLeast);
        return MinimumTradesRule.Compute(candles, request.HoldOut!.Value);
    }

    /// <summary>An identity for a job that is about to be recorded.</summary>
    public string NewId() => jobs.NewId(clock.GetUtcNow());
}
