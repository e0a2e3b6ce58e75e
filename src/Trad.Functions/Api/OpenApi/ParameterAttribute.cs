namespace Trad.Functions.Api.OpenApi;

/// <summary>A parameter in the query of an HTTP function, or one of its headers.</summary>
/// <param name="name">The name.</param>
/// <param name="description">What it means.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ParameterAttribute(string name, string description) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>What it means.</summary>
    public string Description { get; } = description;

    /// <summary>The type of its value. <value>The default is a string.</value></summary>
    public Type Type { get; init; } = typeof(string);

    /// <summary>The values that it may have, separated by bars; empty when any.</summary>
    public string Values { get; init; } = "";

    /// <summary>The most characters of a text that is for people; 0 for one that names something.</summary>
    public int MaximumLength { get; init; }

    /// <summary>The regular expression that a name fits; empty when it is not told.</summary>
    public string Pattern { get; init; } = "";

    /// <summary>The least that a number may be.</summary>
    public double Minimum { get; init; } = double.NaN;

    /// <summary>The most that a number may be.</summary>
    public double Maximum { get; init; } = double.NaN;

    /// <summary>Whether it must be given.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether it is a header.</summary>
    public bool IsHeader { get; init; }
}
