namespace Trad.Functions.Api.OpenApi;

/// <summary>What an HTTP function answers when all is well; once for every status that has a body.</summary>
/// <param name="status">The status.</param>
/// <param name="type">The type of the JSON body; null when there is none, or another content type.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class AnswersAttribute(int status, Type? type = null) : Attribute
{
    /// <summary>The status.</summary>
    public int Status { get; } = status;

    /// <summary>The type of the JSON body.</summary>
    public Type? Type { get; } = type;

    /// <summary>Other content types that the body may have, comma separated.</summary>
    public string Files { get; init; } = "";

    /// <summary>Other statuses that are no errors, comma separated, for example <c>304</c>.</summary>
    public string Also { get; init; } = "";

    /// <summary>Errors beyond 400, which every request can have, comma separated.</summary>
    public string Errors { get; init; } = "";
}

/// <summary>What an HTTP function takes in its body.</summary>
/// <param name="type">The type of the JSON body; null for a file.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TakesAttribute(Type? type) : Attribute
{
    /// <summary>The type of the JSON body.</summary>
    public Type? Type { get; } = type;

    /// <summary>Whether the body holds changes: whatever it may hold may be left out, or null to take a value away.</summary>
    public bool IsChanges { get; init; }

    /// <summary>Whether the body may be left out.</summary>
    public bool IsOptional { get; init; }
}

/// <summary>An HTTP function that answers page by page: it takes <c>limit</c> and <c>continuationToken</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PagedAttribute : Attribute;

/// <summary>An HTTP function whose answer has an entity tag: it takes <c>If-None-Match</c> and answers 304.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TaggedAttribute : Attribute;

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
