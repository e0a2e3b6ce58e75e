using Trad.Optimization.Randomness;

namespace Trad.Training.Validation.Statistics;

/// <summary>
/// Resamples of a time series that keep its dependence: blocks that start anywhere, run on over the end to the beginning, and
/// have geometrically distributed lengths.
/// </summary>
/// <remarks>Politis and Romano (1994), The Stationary Bootstrap, Journal of the American Statistical Association 89(428).</remarks>
public static class StationaryBootstrap
{
    /// <summary>Draws the positions of one resample.</summary>
    /// <param name="positions">Room for as many positions as the series has observations; each becomes 0 … their number − 1.</param>
    /// <param name="blockLength">Mean length of a block in observations, at least 1; 1 draws every observation by itself.</param>
    /// <param name="stream">Where the chance comes from.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length of a block is below 1, or no number.</exception>
    public static void Draw(Span<int> positions, double blockLength, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!(blockLength >= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(blockLength), blockLength, "The mean length of a block must be at least 1.");
        }

        var (goOn, last) = (1 - (1 / blockLength), positions.Length - 1);
        var position = last;
        for (var i = 0; i < positions.Length; i++)
        {
            position = i == 0 || stream.NextDouble() >= goOn ? stream.NextIndex(positions.Length) : position == last ? 0 : position + 1;
            positions[i] = position;
        }
    }
}
