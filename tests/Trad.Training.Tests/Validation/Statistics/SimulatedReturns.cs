using Trad.Optimization.Randomness;
using Trad.Training.Validation.Statistics;

namespace Trad.Training.Tests.Validation.Statistics;

/// <summary>Series with known properties, the same in every run.</summary>
internal static class SimulatedReturns
{
    /// <summary>Independent normal returns.</summary>
    public static double[] Normal(ulong seed, int key, int count, double mean = 0, double deviation = 0.01)
    {
        var stream = new RandomStream(seed, key);
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = mean + (deviation * stream.NextNormal());
        }

        return values;
    }

    /// <summary>Independent trials of independent normal returns.</summary>
    public static TrialReturns Trials(ulong seed, int trials, int count, double firstMean = 0) =>
        TrialReturns.Create([.. Enumerable.Range(0, trials).Select(trial => Normal(seed, trial, count, trial == 0 ? firstMean : 0))]);

    /// <summary>A first-order autoregression on uniform numbers of a congruential generator; easy to write in any language.</summary>
    public static double[] Autoregression(int count, double coefficient, uint seed)
    {
        var values = new double[count];
        var last = 0.0;
        for (var i = 0; i < count; i++)
        {
            seed = (1664525 * seed) + 1013904223;
            last = (coefficient * last) + (seed / 4294967296.0) - 0.5;
            values[i] = last;
        }

        return values;
    }
}
