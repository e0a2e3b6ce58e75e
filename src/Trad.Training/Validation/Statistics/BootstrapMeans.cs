using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Trad.Optimization.Randomness;

namespace Trad.Training.Validation.Statistics;

/// <summary>
/// The mean return of every trial in every resample of a stationary bootstrap that draws the same days for all trials, so that
/// their correlation stays. The reality check and the test of superior predictive ability are read from it.
/// </summary>
public sealed class BootstrapMeans
{
    private const int Purpose = 0x42_4D;

    // Draw after draw, a mean per trial.
    private readonly double[] _means;

    private BootstrapMeans(TrialReturns returns, double blockLength, int draws, double[] means) =>
        (Returns, BlockLength, Draws, _means) = (returns, blockLength, draws, means);

    /// <summary>The returns of the trials that vary; the others cannot win by luck.</summary>
    public TrialReturns Returns { get; }

    /// <summary>Mean length of a block, in observations.</summary>
    public double BlockLength { get; }

    /// <summary>Number of resamples.</summary>
    public int Draws { get; }

    /// <summary>The mean returns of a resample, one per trial of <see cref="Returns"/>.</summary>
    public ReadOnlySpan<double> this[int draw] => _means.AsSpan(draw * Returns.Trials, Returns.Trials);

    /// <summary>Resamples the trials.</summary>
    /// <param name="returns">The trials' returns beyond a benchmark; against doing nothing their returns.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="draws">Number of resamples, at least 1.</param>
    /// <param name="blockLength">
    /// Mean length of a block in observations, at least 1; null for the automatic one of <see cref="Statistics.BlockLength"/>.
    /// </param>
    public static BootstrapMeans Resample(TrialReturns returns, ulong seed, int draws = 1000, double? blockLength = null)
    {
        ArgumentNullException.ThrowIfNull(returns);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(draws);
        var varying = returns.Varying();
        var length = blockLength ?? Statistics.BlockLength.Estimate(varying);
        var means = new double[draws * varying.Trials];
        if (varying.Trials > 0)
        {
            Fill(means, varying, length, seed, draws);
        }

        return new BootstrapMeans(varying, length, draws, means);
    }

    private static void Fill(double[] means, TrialReturns returns, double blockLength, ulong seed, int draws)
    {
        var (n, trials) = (returns.Observations, returns.Trials);
        var positions = new int[n];
        var counts = new double[n * WeightedSums.Lanes];
        var weights = MemoryMarshal.Cast<double, Vector256<double>>(counts);
        var sums = new Vector256<double>[trials];
        for (var first = 0; first < draws; first += WeightedSums.Lanes)
        {
            // A resample's mean is that of the returns, weighted by how often each was drawn.
            Array.Clear(counts);
            var lanes = Math.Min(WeightedSums.Lanes, draws - first);
            for (var lane = 0; lane < lanes; lane++)
            {
                StationaryBootstrap.Draw(positions, blockLength, new RandomStream(seed, Purpose, first + lane));
                foreach (var position in positions)
                {
                    counts[(position * WeightedSums.Lanes) + lane]++;
                }
            }

            WeightedSums.Fill(returns.Values, weights, sums);
            for (var lane = 0; lane < lanes; lane++)
            {
                var to = means.AsSpan((first + lane) * trials, trials);
                for (var trial = 0; trial < trials; trial++)
                {
                    to[trial] = sums[trial][lane] / n;
                }
            }
        }
    }
}
