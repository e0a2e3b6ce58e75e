using System.Globalization;

namespace Trad.Optimization.Spaces;

/// <summary>A whole number between two bounds, both included.</summary>
public sealed record IntegerParameter : Parameter
{
    /// <summary>The largest magnitude a bound may have: 2^53, up to which every whole number has its own double.</summary>
    public const long LargestBound = 1L << 53;

    /// <summary>A whole parameter.</summary>
    /// <param name="name">The name.</param>
    /// <param name="low">The smallest value.</param>
    /// <param name="high">The largest value, at least <paramref name="low"/>.</param>
    /// <param name="isLogarithmic">Whether equal ratios are equally far apart; needs bounds of at least 1.</param>
    /// <exception cref="SearchSpaceException">
    /// A bound is too large, the bounds are inverted, or a logarithmic range touches zero.
    /// </exception>
    public IntegerParameter(string name, long low, long high, bool isLogarithmic = false)
        : base(name)
    {
        if (low is < -LargestBound or > LargestBound)
        {
            throw new SearchSpaceException($"{name}.low", Text(low), $"between -{Text(LargestBound)} and {Text(LargestBound)}");
        }

        if (high < low || high > LargestBound)
        {
            throw new SearchSpaceException($"{name}.high", Text(high), $"at least low = {Text(low)} and at most {Text(LargestBound)}");
        }

        if (isLogarithmic && low < 1)
        {
            throw new SearchSpaceException($"{name}.low", Text(low), "at least 1, because the scale is logarithmic");
        }

        Low = low;
        High = high;
        IsLogarithmic = isLogarithmic;
    }

    /// <summary>The smallest value.</summary>
    public long Low { get; }

    /// <summary>The largest value.</summary>
    public long High { get; }

    /// <summary>Whether equal ratios, not equal differences, are equally far apart.</summary>
    public bool IsLogarithmic { get; }

    /// <inheritdoc/>
    public override long? Cardinality => High - Low + 1;

    /// <inheritdoc/>
    public override string DescribeAllowed() => $"a whole number from {Text(Low)} to {Text(High)}";

    /// <inheritdoc/>
    public override bool Allows(ParameterValue value) =>
        !value.IsText && value.Number >= Low && value.Number <= High && double.IsInteger(value.Number);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
