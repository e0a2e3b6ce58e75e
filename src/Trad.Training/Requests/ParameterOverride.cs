using Trad.Optimization.Spaces;

namespace Trad.Training.Requests;

/// <summary>
/// A change of one parameter's search: a fixed value, a range, or choices; exactly one of the three. In JSON a number or a
/// boolean alone is a fixed value.
/// </summary>
public sealed record ParameterOverride
{
    /// <summary>The only value to use; a boolean for a parameter that is on or off.</summary>
    public ParameterValue? Value { get; init; }

    /// <summary>The lowest value of the range, inclusive; goes with <see cref="High"/>.</summary>
    public double? Low { get; init; }

    /// <summary>The highest value of the range, inclusive; goes with <see cref="Low"/>.</summary>
    public double? High { get; init; }

    /// <summary>The values to choose from; booleans for a parameter that is on or off.</summary>
    public IReadOnlyList<ParameterValue>? Choices { get; init; }
}
