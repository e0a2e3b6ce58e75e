namespace Trad.Functions.OpenApi;

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

    /// <summary>Whether it must be given.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether it is a header.</summary>
    public bool IsHeader { get; init; }
}
