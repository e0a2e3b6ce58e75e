using System.Text.Json.Serialization;

namespace Trad.Optimization.Spaces;

/// <summary>A condition between parameters that every proposed set fulfils.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(OrderConstraint), "order")]
[JsonDerivedType(typeof(LinearConstraint), "linear")]
public abstract record ParameterConstraint
{
    private protected ParameterConstraint()
    {
    }

    /// <summary>The names of the parameters it speaks of, all of them numbers.</summary>
    [JsonIgnore]
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>By how much the set breaks the condition; zero or less when it is fulfilled.</summary>
    public abstract double Violation(ParameterSet parameters);

    /// <summary>The condition in words, for example <c>fast &lt; slow</c>.</summary>
    public abstract string Describe();

    /// <summary>Whether the set fulfils the condition.</summary>
    public bool IsSatisfiedBy(ParameterSet parameters) => Violation(parameters) <= 0;
}
