using System.Numerics;
using System.Runtime.Intrinsics;

namespace Trad.Training.Validation.Statistics;

/// <summary>
/// Combinatorially symmetric cross-validation: every way to take half of the blocks of time as in sample and the rest as out of
/// sample.
/// </summary>
/// <remarks>
/// MathNet's counterparts are <c>Combinatorics.GenerateCombination</c>, which draws one by chance where all are visited, and
/// <c>ArrayStatistics.RanksInplace</c>, which sorts each time where one rank is asked for: counting what is below, four trials at once, is
/// linear. There are 12,870 halves of sixteen blocks, twice.
/// </remarks>
internal static class SymmetricCrossValidation
{
    // Both halves of a pair are in sample once, so that only the combinations with the first block are visited.
    private const int FirstBlock = 1;

    // Ratios that differ by no more are equal: those of multiples of one trial, for example, differ by roundings.
    private const double Rounding = 1e-9;

    /// <summary>Runs it.</summary>
    /// <param name="returns">Distinct trials, at least one.</param>
    /// <param name="blocks">Even.</param>
    public static BacktestOverfitting Run(TrialReturns returns, int blocks)
    {
        var halves = new HalfSharpes(returns, blocks);
        var all = (1 << blocks) - 1;
        var combinations = Combinations(blocks);
        var (inSample, outOfSample) = (new double[combinations], new double[combinations]);
        var (one, other) = (new double[returns.Trials], new double[returns.Trials]);
        var (overfit, lost, next) = (0.0, 0.0, 0);
        for (var half = 0; half <= all; half++)
        {
            if ((half & FirstBlock) == 0 || BitOperations.PopCount((uint)half) * 2 != blocks)
            {
                continue;
            }

            halves.Fill(half, one);
            halves.Fill(all ^ half, other);
            Judge(one, other);
            Judge(other, one);
        }

        return new BacktestOverfitting(
            overfit / combinations,
            lost / combinations,
            Mean(inSample),
            Mean(outOfSample),
            Degradation.Compute(inSample, outOfSample).Value,
            returns.Trials,
            blocks,
            combinations);

        void Judge(double[] seen, double[] unseen)
        {
            var (best, winners, sum) = (Largest(seen), 0, 0.0);
            var (below, losing) = (0, 0);
            for (var trial = 0; trial < seen.Length; trial++)
            {
                if (seen[trial] >= best - Slack(best))
                {
                    winners++;
                    sum += unseen[trial];
                    below += IsInLowerHalf(unseen, unseen[trial]) ? 1 : 0;
                    losing += unseen[trial] < -Rounding ? 1 : 0;
                }
            }

            (inSample[next], outOfSample[next]) = (best, sum / winners);
            overfit += (double)below / winners;
            lost += (double)losing / winners;
            next++;
        }
    }

    // ω = rank / (N + 1) ≤ ½, where the logit is not above zero; the rank of equals is their middle one, 1 is the worst.
    private static bool IsInLowerHalf(double[] results, double result)
    {
        // Twice those below and once those equal: those below and those not above.
        var below = CountBelow(results, result - Slack(result));
        var notAbove = CountBelow(results, Math.BitIncrement(result + Slack(result)));
        return below + notAbove + 1 <= results.Length + 1;
    }

    private static int CountBelow(double[] values, double limit)
    {
        var (limits, counts, i) = (Vector256.Create(limit), Vector256<long>.Zero, 0);
        for (; i <= values.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            // A comparison that holds is −1 as a whole number.
            counts -= Vector256.LessThan(Vector256.Create(values, i), limits).AsInt64();
        }

        var count = (int)Vector256.Sum(counts);
        for (; i < values.Length; i++)
        {
            count += values[i] < limit ? 1 : 0;
        }

        return count;
    }

    private static double Slack(double result) => Rounding * Math.Max(1, Math.Abs(result));

    private static double Largest(double[] values)
    {
        var (largest, lanes, i) = (values[0], Vector256.Create(values[0]), 0);
        for (; i <= values.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            lanes = Vector256.Max(lanes, Vector256.Create(values, i));
        }

        for (; i < values.Length; i++)
        {
            largest = Math.Max(largest, values[i]);
        }

        return Math.Max(largest, Math.Max(Math.Max(lanes[0], lanes[1]), Math.Max(lanes[2], lanes[3])));
    }

    private static double Mean(double[] values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    private static int Combinations(int blocks)
    {
        var count = 1L;
        for (var i = 1; i <= blocks / 2; i++)
        {
            count = count * (blocks - (blocks / 2) + i) / i;
        }

        return (int)count;
    }
}
