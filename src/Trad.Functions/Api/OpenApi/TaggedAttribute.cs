namespace Trad.Functions.Api.OpenApi;

/// <summary>An HTTP function whose answer has an entity tag: it takes <c>If-None-Match</c> and answers 304.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TaggedAttribute : Attribute;
