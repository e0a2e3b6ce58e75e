namespace Trad.Training.Requests;

/// <summary>A change of one parameter's search: a fixed value, a range, or choices; exactly one of the three.</summary>
public sealed record ParameterOverride
{
    /// <summary>The only value to use.</summary>
    public double? Value { get; init; }

    /// <summary>The lowest value of the range, inclusive; goes with <see cref="High"/>.</summary>
    public double? Low { get; init; }

    /// <summary>The highest value of the range, inclusive; goes with <see cref="Low"/>.</summary>
    public double? High { get; init; }

    /// <summary>The values to choose from.</summary>
    public IReadOnlyList<double>? Choices { get; init; }
}
