using System.Globalization;

namespace Trad.Optimization.Spaces;

/// <summary>A real number between two bounds, both included.</summary>
public sealed record ContinuousParameter : Parameter
{
    /// <summary>A real parameter.</summary>
    /// <param name="name">The name.</param>
    /// <param name="low">The smallest value.</param>
    /// <param name="high">The largest value, above <paramref name="low"/> or equal to it (then the parameter is constant).</param>
    /// <param name="isLogarithmic">Whether equal ratios are equally far apart; needs positive bounds.</param>
    /// <exception cref="SearchSpaceException">
    /// A bound is not finite, the bounds are inverted, or a logarithmic range touches zero.
    /// </exception>
    public ContinuousParameter(string name, double low, double high, bool isLogarithmic = false)
        : base(name)
    {
        if (!double.IsFinite(low))
        {
            throw new SearchSpaceException($"{name}.low", Text(low), "a finite number");
        }

        if (!double.IsFinite(high) || high < low || !double.IsFinite(high - low))
        {
            throw new SearchSpaceException(
                $"{name}.high", Text(high), $"a finite number, at least low = {Text(low)}, and the width of the range finite");
        }

        if (isLogarithmic && low <= 0)
        {
            throw new SearchSpaceException($"{name}.low", Text(low), "above 0, because the scale is logarithmic");
        }

        Low = low;
        High = high;
        IsLogarithmic = isLogarithmic;
    }

    /// <summary>The smallest value.</summary>
    public double Low { get; }

    /// <summary>The largest value.</summary>
    public double High { get; }

    /// <summary>Whether equal ratios, not equal differences, are equally far apart.</summary>
    public bool IsLogarithmic { get; }

    /// <inheritdoc/>
    public override long? Cardinality => Low == High ? 1 : null;

    /// <inheritdoc/>
    public override string DescribeAllowed() => $"a number from {Text(Low)} to {Text(High)}";

    /// <inheritdoc/>
    public override bool Allows(ParameterValue value) => !value.IsText && value.Number >= Low && value.Number <= High;

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
