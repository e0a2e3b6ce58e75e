namespace Trad.Optimization.Spaces;

/// <summary>One of a list of values: ordered (50, 100, 150: neighbours resemble each other) or not (names of rules).</summary>
public sealed record ChoiceParameter : Parameter
{
    /// <summary>A choice.</summary>
    /// <param name="name">The name.</param>
    /// <param name="choices">The values, all different, at least one.</param>
    /// <param name="isOrdered">Whether neighbours in the list resemble each other.</param>
    /// <exception cref="SearchSpaceException">The list is empty or repeats a value.</exception>
    public ChoiceParameter(string name, IReadOnlyList<ParameterValue> choices, bool isOrdered)
        : base(name)
    {
        if (choices is null || choices.Count == 0)
        {
            throw new SearchSpaceException($"{name}.choices", "empty", "at least one value");
        }

        if (choices.GroupBy(choice => choice).FirstOrDefault(group => group.Count() > 1) is { } repeated)
        {
            throw new SearchSpaceException(
                $"{name}.choices", $"a list with {repeated.Key} {repeated.Count()} times", "a list of different values");
        }

        Choices = [.. choices];
        IsOrdered = isOrdered;
    }

    /// <summary>The values.</summary>
    public IReadOnlyList<ParameterValue> Choices { get; }

    /// <summary>Whether neighbours in the list resemble each other.</summary>
    public bool IsOrdered { get; }

    /// <inheritdoc/>
    public override long? Cardinality => Choices.Count;

    /// <inheritdoc/>
    public override string DescribeAllowed() => $"one of {string.Join(", ", Choices)}";

    /// <inheritdoc/>
    public override bool Allows(ParameterValue value) => Choices.Contains(value);

    /// <inheritdoc/>
    public bool Equals(ChoiceParameter? other) =>
        other is not null && Name == other.Name && IsOrdered == other.IsOrdered && Choices.SequenceEqual(other.Choices);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, IsOrdered, Choices.Count, Choices[0]);
}
