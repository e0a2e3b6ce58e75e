using System.Diagnostics;
using Trad.Backtesting.Strategies;
using Trad.Backtesting.Strategies.Rules;
using Trad.Candles.Stores;
using Trad.Optimization;
using Trad.Training.Data;
using Trad.Training.Requests;
using Trad.Training.Trials;
using Trad.Training.Validation.LookAhead;

namespace Trad.Training.Jobs;

/// <summary>Gets a job ready: pins its candles and plans its trials.</summary>
/// <param name="store">Where the candles are read.</param>
/// <param name="source">Keeps them in memory for the trials.</param>
/// <param name="workers">Who carries the trials out.</param>
/// <param name="computation">Runs the strategy, for as long as it may take.</param>
public sealed class TrainingPreparation(
    ICandleReader store, TrainingDataSource source, Workers workers, WatchedComputation computation)
{
    /// <summary>Reads, checks and pins the candles of a job, and plans its trials.</summary>
    /// <exception cref="TrainingException">The job cannot be carried out; the message says why.</exception>
    /// <exception cref="BacktestOverrunException">The strategy gives no signals in the time that it has.</exception>
    public async Task<PreparedData> PrepareAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        var selections = DataSelection.FromRequest(job.Request);
        try
        {
            var partitions = await Task.WhenAll(
                selections.Select(selection => store.ListPartitionsAsync(selection.Market, cancellationToken)));
            var range = TrainingRange.Resolve(selections, partitions);
            var symbols = await Task.WhenAll(
                selections.Zip(partitions, (selection, stored) => source.ReadAsync(selection, stored, range, cancellationToken)));
            var split = CandleSplit.Create(symbols, job.Request);
            var pinned = await Task.WhenAll(symbols.Select(symbol => source.PinAsync(symbol, split, cancellationToken)));

            string[] coarse = [.. pinned.SelectMany(each => FilterFit.Find(job.Request, each.Data.InSample.Candles))];
            var snapshots = Array.ConvertAll(pinned, each => each.Data.Snapshot);
            var parts = split.Parts;
            var data = Array.ConvertAll(pinned, each => each.Data);
            var (plan, remarks) = await computation.RunAsync(
                () => Plan(job.With(snapshots, parts), data, cancellationToken), job.Request, cancellationToken);
            var rules = await computation.RunAsync(() => RuleShares.Find(job.Request, data), job.Request, cancellationToken);
            var idle = await computation.RunAsync(() => IdleBreakEven.Find(job.Request, data), job.Request, cancellationToken);
            var funding = FundingCoverage.Find(
                job.Request.Costs, snapshots.Min(snapshot => snapshot.From), snapshots.Max(snapshot => snapshot.To));
            return new PreparedData(
                snapshots, parts, plan,
                [
                    .. remarks, .. RuleShares.Warnings(job.Request, rules), .. UnusualConditions.Find(job.Request), .. coarse, .. idle,
                    .. funding, .. pinned.SelectMany(each => each.Warnings),
                ])
            {
                Rules = rules,
            };
        }
        catch (CandleStoreException unreadable)
        {
            throw new TrainingException(unreadable.Message, unreadable);
        }
    }

    private (TrainingPlan Plan, IReadOnlyList<string> Remarks) Plan(
        TrainingJob job, TrainingData[] data, CancellationToken cancellationToken)
    {
        var report = CheckStrategy(job, data, cancellationToken);
        var trials = job.Request.Trials!.Value;

        // A backtest at the defaults tells how much work a trial is, and computes the indicators that every trial shares.
        var defaults = new Candidate(0, new(Defaults(job)));
        TrialEvaluator.Evaluate(job.Request, data, defaults, round: 0, earlier: [], cancellationToken);
        var started = Stopwatch.GetTimestamp();
        TrialEvaluator.Evaluate(job.Request, data, defaults, round: 0, earlier: [], cancellationToken);
        var trialMs = Stopwatch.GetElapsedTime(started).TotalMilliseconds;

        var batch = job.Request.BatchSize ?? FreeRounds.SizeOf(trialMs, workers.Count);
        var isGrowing = RoundSizes.AreGrowing(job.Request.Optimizer!);
        var design = RoundSizes.DesignOf(TrialProposer.SpaceOf(job.Request));
        var plan = new TrainingPlan(
            job.CreatedAt, trials, isGrowing ? Math.Max(design, job.Request.TryFirst?.Count ?? 0) : batch, batch, workers.Count, trialMs)
        {
            Design = design,
            IsGrowing = isGrowing,
            ChunkMs = workers.ChunkMs,
            Parts = data.Length,
        };
        return (plan, [.. new[] { report.NothingToCheck, report.RefusedRemark }.OfType<string>()]);
    }

    private static StrategyCheckReport CheckStrategy(TrainingJob job, TrainingData[] data, CancellationToken cancellationToken)
    {
        var strategy = RequestedStrategy.Get(job.Request);
        var sets = CheckedParameters.Enumerate(strategy, TrialProposer.SpaceOf(job.Request));
        var report = StrategyCheck.OfFirstThatSignals(data, candles => StrategyCheck.Run(strategy, sets, candles, cancellationToken));
        if (report.Defect is { } defect)
        {
            throw new TrainingException(defect);
        }

        if (report.RefusedSets == report.ParameterSets)
        {
            throw new TrainingException(report.RefusedRemark!);
        }

        return report;
    }

    private static IEnumerable<KeyValuePair<string, Optimization.Spaces.ParameterValue>> Defaults(TrainingJob job) =>
        RequestedStrategy.Get(job.Request).Parameters.Select(parameter => KeyValuePair.Create(
            parameter.Name, SearchSpaces.ValueOf(parameter, parameter.Default)));
}

/// <summary>A job that is ready for its first trial.</summary>
/// <param name="Data">The candles that it pinned, one set per symbol.</param>
/// <param name="Split">What trials see of them and what is held out.</param>
/// <param name="Plan">Its schedule.</param>
/// <param name="Warnings">What a person should know about the data and the conditions.</param>
public sealed record PreparedData(IReadOnlyList<DataSnapshot> Data, DataSplit Split, TrainingPlan Plan, IReadOnlyList<string> Warnings)
{
    /// <summary>How often each rule holds in sample, at the defaults; none when the strategy is not made of rules.</summary>
    public IReadOnlyList<RuleShare> Rules { get; init; } = [];

    /// <summary>The same in words, one for each rule.</summary>
    public IEnumerable<(string Text, RuleShare Share)> DescribeRules() => Rules.Select(share => (RuleShares.Describe(share), share));
}
