using System.Runtime.Intrinsics;
using Trad.Optimization.Randomness;

namespace Trad.Training.Validation.Statistics;

/// <summary>
/// Effective number of trials: how many independent trials would have a best one as good by luck as these correlated ones. It is
/// the N for which N independent standard normal numbers have the same expected maximum as numbers that are correlated like the
/// trials' returns.
/// </summary>
/// <remarks>
/// <para>
/// The deflated Sharpe ratio needs the number of trials only for that expected maximum (Bailey and López de Prado, 2014, app. A.3,
/// take ρ̄ + (1 − ρ̄) N with the mean correlation for it). Here it is defined by it, and right for any correlations: identical
/// trials and multiples of one are one, independent trials are N, three groups of alike trials are three, where a mean
/// correlation takes two opposite groups for independent trials, and the participation ratio of the eigenvalues,
/// (Σλ)² / Σλ², never exceeds the number of days.
/// </para>
/// <para>
/// The expected maximum is simulated: normal numbers per observation, weighted by a trial's standardised returns, are correlated
/// as the trials are in this sample. Half of largest less smallest is averaged, which has the mean of the largest and less
/// spread. With 1,000 draws the number is known to about 3 %, SR₀ to about 0.5 %.
/// </para>
/// </remarks>
public static class EffectiveTrials
{
    private const int Purpose = 0x45_54;

    /// <summary>
    /// The number, from 1 to that of the trials whose returns vary: one that never varies cannot be the best by luck. Not defined
    /// when none varies.
    /// </summary>
    /// <param name="returns">The trials' returns.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="draws">Number of simulated maxima, at least 1; rounded up to a multiple of four.</param>
    public static Measured<double> Estimate(TrialReturns returns, ulong seed, int draws = 1000)
    {
        ArgumentNullException.ThrowIfNull(returns);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(draws);
        var varying = returns.Varying();
        if (varying.Trials == 0)
        {
            return new Undefined("no trial has returns that vary");
        }

        var target = MeanMaximum(Standardised(varying), varying.Trials, varying.Observations, seed, draws);
        var (low, high) = (1.0, (double)varying.Trials);
        if (target >= ExpectedMaximum.Exact(high))
        {
            return high;
        }

        // The expected maximum grows with the number of trials.
        while (high - low > 1e-9 * high)
        {
            var middle = (low + high) / 2;
            (low, high) = ExpectedMaximum.Exact(middle) < target ? (middle, high) : (low, middle);
        }

        return high - 1 < 1e-6 ? 1 : high;
    }

    /// <summary>
    /// The number among more trials than the returns are of: that of a sample, grown as it grows from every second of its trials to all
    /// of them, N_all = N_sample (all / sample)ᵃ with a = log₂(N_sample / N_half) between 0 (they repeat each other) and 1 (each is new).
    /// </summary>
    /// <remarks>
    /// The number grows ever slower as trials fill a space, so that the power of the last doubling rather says too much than too little.
    /// </remarks>
    /// <param name="sample">The returns of an even sample of the trials.</param>
    /// <param name="all">How many trials there are, at least as many as in the sample.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="draws">Number of simulated maxima, at least 1; rounded up to a multiple of four.</param>
    public static Measured<double> EstimateFromSample(TrialReturns sample, int all, ulong seed, int draws = 1000)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentOutOfRangeException.ThrowIfLessThan(all, sample.Trials);
        var measured = Estimate(sample, seed, draws);
        if (measured.Value is not { } number || all == sample.Trials || sample.Trials < 2)
        {
            return measured;
        }

        var half = Estimate(sample.EverySecond(), seed, draws).Value ?? 1;
        var power = Math.Clamp(Math.Log(number / half) / Math.Log((double)sample.Trials / ((sample.Trials + 1) / 2)), 0, 1);
        return Math.Min(all, number * Math.Pow((double)all / sample.Trials, power));
    }

    // Rows of mean zero and length one: a row times normal numbers is standard normal.
    private static double[] Standardised(TrialReturns returns)
    {
        var rows = new double[returns.Trials * returns.Observations];
        for (var trial = 0; trial < returns.Trials; trial++)
        {
            var from = returns[trial];
            var to = rows.AsSpan(trial * returns.Observations, returns.Observations);
            var (mean, largest, squares) = (0.0, 0.0, 0.0);
            foreach (var value in from)
            {
                mean += value / from.Length;
            }

            for (var i = 0; i < to.Length; i++)
            {
                to[i] = from[i] - mean;
                largest = Math.Max(largest, Math.Abs(to[i]));
            }

            // Divided by the largest first, as squares of tiny numbers vanish.
            for (var i = 0; i < to.Length; i++)
            {
                to[i] /= largest;
                squares += to[i] * to[i];
            }

            var length = Math.Sqrt(squares);
            for (var i = 0; i < to.Length; i++)
            {
                to[i] /= length;
            }
        }

        return rows;
    }

    private static double MeanMaximum(double[] rows, int trials, int observations, ulong seed, int draws)
    {
        // Each group has its own normal numbers, and groups are added up in their order: the same at whatever parallelism.
        var spreads = new Vector256<double>[(draws + WeightedSums.Lanes - 1) / WeightedSums.Lanes];
        Parallel.For(
            0,
            spreads.Length,
            () => (Normals: new Vector256<double>[observations], Sums: new Vector256<double>[trials]),
            (group, _, room) =>
            {
                spreads[group] = Spread(rows, room.Normals, room.Sums, new RandomStream(seed, Purpose, group));
                return room;
            },
            _ => { });
        var spread = Vector256<double>.Zero;
        foreach (var each in spreads)
        {
            spread += each;
        }

        return Vector256.Sum(spread) / (2.0 * spreads.Length * WeightedSums.Lanes);
    }

    private static Vector256<double> Spread(
        double[] rows, Vector256<double>[] normals, Vector256<double>[] sums, RandomStream stream)
    {
        for (var i = 0; i < normals.Length; i++)
        {
            normals[i] = Vector256.Create(stream.NextNormal(), stream.NextNormal(), stream.NextNormal(), stream.NextNormal());
        }

        WeightedSums.Fill(rows, normals, sums);
        var (largest, smallest) = (sums[0], sums[0]);
        foreach (var sum in sums)
        {
            largest = Vector256.Max(largest, sum);
            smallest = Vector256.Min(smallest, sum);
        }

        return largest - smallest;
    }
}
