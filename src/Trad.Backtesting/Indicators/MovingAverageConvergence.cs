namespace Trad.Backtesting.Indicators;

/// <summary>Moving average convergence/divergence (MACD): a fast less a slow exponential average, and the average of that.</summary>
/// <remarks>Appel (2005), Technical Analysis: Power Tools for Active Investors, ch. 8.</remarks>
public static class MovingAverageConvergence
{
    /// <summary>
    /// Fills the difference and its signal line; the histogram is one less the other. NaN before there are enough values.
    /// </summary>
    /// <param name="source">Values, oldest first; NaN only at the beginning.</param>
    /// <param name="fast">Length of the fast average.</param>
    /// <param name="slow">Length of the slow average; not below <paramref name="fast"/>.</param>
    /// <param name="signalLength">Length of the signal line.</param>
    /// <param name="difference">Filled; as long as <paramref name="source"/>.</param>
    /// <param name="signal">Filled likewise.</param>
    public static void Compute(
        ReadOnlySpan<double> source, int fast, int slow, int signalLength, Span<double> difference, Span<double> signal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slow, fast);
        ExponentialMovingAverage.Compute(source, fast, difference);
        ExponentialMovingAverage.Compute(source, slow, signal);
        for (var i = 0; i < source.Length; i++)
        {
            difference[i] -= signal[i];
        }

        ExponentialMovingAverage.Compute(difference, signalLength, signal);
    }
}
