using Trad.Optimization;
using Trad.Optimization.Randomness;
using Trad.Training.Trials;
using Trad.Training.Validation.Backtests;
using Trad.Training.Validation.Statistics;

namespace Trad.Training.Validation.Trials;

/// <summary>The daily returns of a job's trials in sample, backtested again; the same at whatever parallelism.</summary>
public sealed class TrialMatrix
{
    private const int SampleKey = 0x7A31;

    private readonly Dictionary<int, double[]> _returns;

    private TrialMatrix(IReadOnlyList<int> trials, Dictionary<int, double[]> returns, double[] market)
    {
        Trials = trials;
        Market = market;
        _returns = returns;
        Returns = TrialReturns.Create([.. trials.Select(trial => returns[trial])]);
    }

    /// <summary>The numbers of the trials, ascending: the rows of <see cref="Returns"/>.</summary>
    public IReadOnlyList<int> Trials { get; }

    /// <summary>Their returns.</summary>
    public TrialReturns Returns { get; }

    /// <summary>What holding the market returned on these days; empty when there is no trial.</summary>
    public double[] Market { get; }

    /// <summary>The returns of a trial; null when it is not among them.</summary>
    public double[]? this[int trial] => _returns.GetValueOrDefault(trial);

    /// <summary>Backtests the trials of a job again: all that ran, or of too many those given first and an even, seeded sample.</summary>
    /// <param name="subject">The search.</param>
    /// <param name="backtester">Backtests on its candles.</param>
    /// <param name="trials">Its trials.</param>
    /// <param name="always">Trials that are always among them.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Ends the work between two backtests.</param>
    public static TrialMatrix Create(
        ValidationSubject subject, PartBacktester backtester, IReadOnlyList<TrialRecord> trials, IReadOnlyCollection<int> always, int most,
        CancellationToken cancellationToken)
    {
        var ran = trials.Where(trial => trial.State != TrialState.Failed && trial.Metrics is not null).OrderBy(trial => trial.Trial)
            .ToList();
        var sample = Sample(ran, always, most, subject.Seed);
        var results = new (double[] Returns, double[] Market)?[sample.Count];
        Parallel.For(0, sample.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            // Equity curves and trades are let go of at once: those of many trials over a long range would fill the memory.
            var result = backtester.Run(sample[i].Parameters, subject.Split.InSample, null, cancellationToken);
            results[i] = result is null ? null : (result.Returns.Values, result.Market.Values);
        });
        var kept = Enumerable.Range(0, sample.Count).Where(i => results[i] is not null).ToList();
        return new TrialMatrix(
            [.. kept.Select(i => sample[i].Trial)], kept.ToDictionary(i => sample[i].Trial, i => results[i]!.Value.Returns),
            kept.Count == 0 ? [] : results[kept[0]]!.Value.Market);
    }

    // Every so many of a seeded beginning, so that early and late trials are there in proportion.
    private static List<TrialRecord> Sample(List<TrialRecord> ran, IReadOnlyCollection<int> always, int most, long seed)
    {
        if (ran.Count <= most)
        {
            return ran;
        }

        var first = ran.Where(trial => always.Contains(trial.Trial)).Take(most).ToList();
        var rest = ran.Where(trial => !always.Contains(trial.Trial)).ToList();
        var wanted = most - first.Count;
        var offset = new RandomStream((ulong)seed, SampleKey).NextDouble();
        for (var i = 0; i < wanted; i++)
        {
            first.Add(rest[(int)((i + offset) * rest.Count / wanted)]);
        }

        return [.. first.OrderBy(trial => trial.Trial)];
    }
}
