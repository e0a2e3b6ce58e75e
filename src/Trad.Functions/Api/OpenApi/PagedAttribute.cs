namespace Trad.Functions.Api.OpenApi;

/// <summary>An HTTP function that answers page by page: it takes <c>limit</c> and <c>continuationToken</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PagedAttribute : Attribute;
