namespace Trad.Training.Assets;

/// <summary>The mean of equity curves that have different candles.</summary>
internal static class EquityMean
{
    /// <summary>
    /// At every time of any curve the mean of all: a curve without that time keeps its last value, before its first it
    /// has what it began with.
    /// </summary>
    public static (long[] Times, List<double> Equity) Of(IReadOnlyList<(long[] Times, IReadOnlyList<double> Equity, double Initial)> curves)
    {
        var times = curves.SelectMany(curve => curve.Times).Distinct().Order().ToArray();
        var mean = new List<double>(times.Length);
        var positions = new int[curves.Count];
        foreach (var time in times)
        {
            var sum = 0.0;
            for (var i = 0; i < positions.Length; i++)
            {
                var curve = curves[i];
                while (positions[i] < curve.Times.Length && curve.Times[positions[i]] <= time)
                {
                    positions[i]++;
                }

                sum += positions[i] == 0 ? curve.Initial : curve.Equity[positions[i] - 1];
            }

            mean.Add(sum / positions.Length);
        }

        return (times, mean);
    }
}
