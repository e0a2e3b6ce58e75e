using System.Globalization;

namespace Trad.Optimization.Spaces;

/// <summary>
/// A number out of low, low + step, low + 2 step and so on, up to high; high itself only when a whole number of steps leads
/// there. The values are those of decimal arithmetic, so 0.1 in steps of 0.1 meets 0.3 and not 0.30000000000000004.
/// </summary>
public sealed record SteppedParameter : Parameter
{
    /// <summary>Most values that a step may give.</summary>
    public const int MostValues = 1_000_000;

    // Half a billionth of a step short of a whole number of steps is rounding, not distance.
    private const double Rounding = 5e-10;

    /// <summary>A parameter with a step.</summary>
    /// <param name="name">The name.</param>
    /// <param name="low">The smallest value.</param>
    /// <param name="high">No value is larger.</param>
    /// <param name="step">The distance between neighbours, above 0 and at most the range's width.</param>
    /// <exception cref="SearchSpaceException">
    /// A number is not finite, the bounds are inverted, or the step is out of range or gives too many values.
    /// </exception>
    public SteppedParameter(string name, double low, double high, double step)
        : base(name)
    {
        if (!double.IsFinite(low))
        {
            throw new SearchSpaceException($"{name}.low", Text(low), "a finite number");
        }

        if (!(high > low) || !double.IsFinite(high - low))
        {
            throw new SearchSpaceException($"{name}.high", Text(high), $"a finite number above low = {Text(low)}");
        }

        if (!(step > 0) || !double.IsFinite(step) || Steps(low, high, step) < 1)
        {
            throw new SearchSpaceException($"{name}.step", Text(step), $"above 0 and at most {Text(high - low)}, the width of the range");
        }

        if (Steps(low, high, step) >= MostValues)
        {
            throw new SearchSpaceException(
                $"{name}.step", Text(step),
                string.Create(CultureInfo.InvariantCulture, $"large enough for at most {MostValues:N0} values"));
        }

        (Low, High, Step) = (low, high, step);
    }

    /// <summary>The smallest value.</summary>
    public double Low { get; }

    /// <summary>No value is larger.</summary>
    public double High { get; }

    /// <summary>The distance between neighbours.</summary>
    public double Step { get; }

    /// <inheritdoc/>
    public override long? Cardinality => (long)Steps(Low, High, Step) + 1;

    /// <summary>A value.</summary>
    /// <param name="index">Which, from 0 for the smallest.</param>
    public double ValueAt(long index)
    {
        if (Exact(Low) is { } low && Exact(Step) is { } step)
        {
            // By way of the text: the conversion from a decimal may be off by the last bit.
            return double.Parse((low + (index * step)).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        }

        return Low + (index * Step);
    }

    /// <inheritdoc/>
    public override string DescribeAllowed() =>
        $"a number from {Text(Low)} to {Text(ValueAt(Cardinality!.Value - 1))} in steps of {Text(Step)}";

    /// <inheritdoc/>
    public override bool Allows(ParameterValue value) =>
        value is { IsText: false, IsFlag: false } && IndexOf(value.Number) is { } index && ValueAt(index) == value.Number;

    /// <summary>The index of the value next to a number; null when none lies within half a step.</summary>
    internal long? IndexOf(double number)
    {
        var index = Math.Round((number - Low) / Step);
        return index >= 0 && index < Cardinality ? (long)index : null;
    }

    private static double Steps(double low, double high, double step) => Math.Floor(((high - low) / step) + Rounding);

    // Numbers that a decimal can hold as people write them.
    private static decimal? Exact(double number) =>
        Math.Abs(number) < 1e15
            && decimal.TryParse(Text(number), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            && (double)exact == number
            ? exact
            : null;

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
