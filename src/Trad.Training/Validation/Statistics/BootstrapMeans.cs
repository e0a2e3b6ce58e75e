using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Trad.Optimization.Randomness;

namespace Trad.Training.Validation.Statistics;

/// <summary>
/// The mean return of every trial in every resample of a stationary bootstrap that draws the same days for all trials, so that
/// their correlation stays. The reality check and the test of superior predictive ability are read from it.
/// </summary>
/// <remarks>
/// Resamples are drawn when they are asked for and not kept: of thousands of trials they would fill the memory. Each has its own
/// random stream, so that it is the same at whatever parallelism and however often it is drawn.
/// </remarks>
public sealed class BootstrapMeans
{
    private const int Purpose = 0x42_4D;

    private readonly ulong _seed;

    private BootstrapMeans(TrialReturns returns, double blockLength, int draws, ulong seed) =>
        (Returns, BlockLength, Draws, _seed) = (returns, blockLength, draws, seed);

    /// <summary>The returns of the trials that vary; the others cannot win by luck.</summary>
    public TrialReturns Returns { get; }

    /// <summary>Mean length of a block, in observations.</summary>
    public double BlockLength { get; }

    /// <summary>Number of resamples.</summary>
    public int Draws { get; }

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
        return new BootstrapMeans(varying, blockLength ?? Statistics.BlockLength.Estimate(varying), draws, seed);
    }

    /// <summary>
    /// What each resample comes to: <paramref name="reduce"/> is given the number of the resample and its mean returns, one per trial of
    /// <see cref="Returns"/>; several at a time, in any order.
    /// </summary>
    /// <param name="reduce">Keeps what is wanted of the means, which are overwritten afterwards.</param>
    public void ForEach(Action<int, ReadOnlySpan<double>> reduce)
    {
        ArgumentNullException.ThrowIfNull(reduce);
        if (Returns.Trials == 0)
        {
            return;
        }

        Parallel.For(
            0,
            (Draws + WeightedSums.Lanes - 1) / WeightedSums.Lanes,
            () => new Room(Returns.Observations, Returns.Trials),
            (group, _, room) =>
            {
                Draw(room, group * WeightedSums.Lanes, reduce);
                return room;
            },
            _ => { });
    }

    private void Draw(Room room, int first, Action<int, ReadOnlySpan<double>> reduce)
    {
        // A resample's mean is that of the returns, weighted by how often each was drawn.
        Array.Clear(room.Counts);
        var lanes = Math.Min(WeightedSums.Lanes, Draws - first);
        for (var lane = 0; lane < lanes; lane++)
        {
            StationaryBootstrap.Draw(room.Positions, BlockLength, new RandomStream(_seed, Purpose, first + lane));
            foreach (var position in room.Positions)
            {
                room.Counts[(position * WeightedSums.Lanes) + lane]++;
            }
        }

        WeightedSums.Fill(Returns.Values, MemoryMarshal.Cast<double, Vector256<double>>(room.Counts), room.Sums);
        for (var lane = 0; lane < lanes; lane++)
        {
            for (var trial = 0; trial < room.Means.Length; trial++)
            {
                room.Means[trial] = room.Sums[trial][lane] / Returns.Observations;
            }

            reduce(first + lane, room.Means);
        }
    }

    // What one thread works in.
    private sealed class Room(int observations, int trials)
    {
        public int[] Positions { get; } = new int[observations];

        public double[] Counts { get; } = new double[observations * WeightedSums.Lanes];

        public Vector256<double>[] Sums { get; } = new Vector256<double>[trials];

        public double[] Means { get; } = new double[trials];
    }
}
