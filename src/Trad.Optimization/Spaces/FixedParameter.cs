namespace Trad.Optimization.Spaces;

/// <summary>A parameter that has one value: it is part of every parameter set and nothing is searched.</summary>
public sealed record FixedParameter : Parameter
{
    /// <summary>A parameter with one value.</summary>
    public FixedParameter(string name, ParameterValue value)
        : base(name) => Value = value;

    /// <summary>The value.</summary>
    public ParameterValue Value { get; }

    /// <inheritdoc/>
    public override long? Cardinality => 1;

    /// <inheritdoc/>
    public override string DescribeAllowed() => $"{Value}";

    /// <inheritdoc/>
    public override bool Allows(ParameterValue value) => value == Value;
}
