using Trad.Optimization.Spaces;

namespace Trad.Optimization.Pruning;

/// <summary>
/// How much data candidates get: a batch is evaluated on a small part of the candles, the best 1/η of it on η times as many,
/// and so on up to the whole history (Jamieson and Talwalkar, 2016).
/// </summary>
public sealed class SuccessiveHalving
{
    /// <summary>A plan.</summary>
    /// <param name="rungs">The number of stages, 1 to 10; 1 prunes nothing.</param>
    /// <param name="reduction">η: how many times fewer candidates, and more data, each stage has; 2 to 10.</param>
    /// <exception cref="SearchSpaceException">A number is out of range.</exception>
    public SuccessiveHalving(int rungs, int reduction)
    {
        if (rungs is < 1 or > 10)
        {
            throw new SearchSpaceException(nameof(rungs), $"{rungs}", "from 1 to 10");
        }

        if (reduction is < 2 or > 10)
        {
            throw new SearchSpaceException(nameof(reduction), $"{reduction}", "from 2 to 10");
        }

        Reduction = reduction;
        Fractions = [.. Enumerable.Range(0, rungs).Select(rung => Math.Pow(reduction, rung - rungs + 1))];
    }

    /// <summary>How many times fewer candidates each stage has.</summary>
    public int Reduction { get; }

    /// <summary>The part of the data each stage uses, growing up to 1.</summary>
    public IReadOnlyList<double> Fractions { get; }
}
