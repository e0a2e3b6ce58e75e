using Trad.Optimization;
using Trad.Optimization.Randomness;
using Trad.Training.Data;
using Trad.Training.Trials;
using Trad.Training.Validation.Backtests;
using Trad.Training.Validation.Statistics;

namespace Trad.Training.Validation.Trials;

/// <summary>The daily returns of a job's trials in sample, backtested again; the same at whatever parallelism.</summary>
public sealed class TrialMatrix
{
    private const int SampleKey = 0x7A31;

    // 64 MB: ten thousand trials of two years of days.
    private const int MostReturns = 8_000_000;

    // A century of days leaves room for more.
    private const int Fewest = 200;

    private readonly Dictionary<int, int> _rows;

    private TrialMatrix(IReadOnlyList<int> trials, IReadOnlyList<double[]> returns, int ran, double[] market)
    {
        Trials = trials;
        Ran = ran;
        Market = market;
        Returns = TrialReturns.Create(returns);
        _rows = Enumerable.Range(0, trials.Count).ToDictionary(row => trials[row]);
    }

    /// <summary>How many trials the job backtested; more than <see cref="Trials"/> when they are a sample.</summary>
    public int Ran { get; }

    /// <summary>The numbers of the trials, ascending: the rows of <see cref="Returns"/>.</summary>
    public IReadOnlyList<int> Trials { get; }

    /// <summary>Their returns.</summary>
    public TrialReturns Returns { get; }

    /// <summary>What holding the market returned on these days; empty when there is no trial.</summary>
    public double[] Market { get; }

    /// <summary>The returns of a trial; null when it is not among them.</summary>
    public double[]? this[int trial] => _rows.TryGetValue(trial, out var row) ? Returns[row].ToArray() : null;

    /// <summary>The most trials that are looked at over some days: as many as are wanted and as the memory has room for.</summary>
    /// <param name="wanted">How many at most.</param>
    /// <param name="inSample">What they are looked at on.</param>
    public static int MostTrials(int wanted, Period inSample) =>
        Math.Min(wanted, Math.Max(Fewest, (int)(MostReturns / Math.Max(1, (inSample.To - inSample.From).TotalDays))));

    /// <summary>
    /// Backtests the trials of a job again: all that ran, or of more than the memory has room for those given first and an even, seeded
    /// sample.
    /// </summary>
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
        var sample = Sample(ran, always, MostTrials(most, subject.Split.InSample), subject.Seed);
        var results = new double[]?[sample.Count];
        var (guard, market, of) = (new Lock(), Array.Empty<double>(), int.MaxValue);
        Parallel.For(0, sample.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            // Equity curves and trades are let go of at once: those of many trials over a long range would fill the memory. What the market
            // did is kept once, beside the first trial.
            if (backtester.Run(sample[i].Parameters, subject.Split.InSample, null, cancellationToken) is not { } result)
            {
                return;
            }

            results[i] = result.Returns.Values;
            lock (guard)
            {
                (market, of) = i < of ? (result.Market.Values, i) : (market, of);
            }
        });
        var kept = Enumerable.Range(0, sample.Count).Where(i => results[i] is not null).ToList();
        return new TrialMatrix(
            [.. kept.Select(i => sample[i].Trial)], [.. kept.Select(i => results[i]!)], ran.Count, market);
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
