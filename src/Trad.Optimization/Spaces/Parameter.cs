using System.Text.Json.Serialization;

namespace Trad.Optimization.Spaces;

/// <summary>One parameter of a search space: its name and the values it may take.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ContinuousParameter), "continuous")]
[JsonDerivedType(typeof(IntegerParameter), "integer")]
[JsonDerivedType(typeof(SteppedParameter), "stepped")]
[JsonDerivedType(typeof(ChoiceParameter), "choice")]
[JsonDerivedType(typeof(FixedParameter), "fixed")]
public abstract record Parameter
{
    private protected Parameter(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new SearchSpaceException("name", name ?? "null", "a text that is not empty");
        }

        Name = name;
    }

    /// <summary>The name, unique within a search space.</summary>
    public string Name { get; }

    /// <summary>The number of different values; null when there is no end of them.</summary>
    [JsonIgnore]
    public abstract long? Cardinality { get; }

    /// <summary>The allowed values in words, for error messages and forms.</summary>
    public abstract string DescribeAllowed();

    /// <summary>Whether the value is one of the allowed ones.</summary>
    public abstract bool Allows(ParameterValue value);
}
