using System.Text.Json.Nodes;

namespace Trad.Functions.Tests.Api.OpenApi;

/// <summary>A parameter of an operation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsRequired">Whether it must be given.</param>
/// <param name="Schema">What its values are like.</param>
/// <param name="Example">One of them; null when none is given.</param>
public sealed record ApiParameter(string Name, bool IsRequired, JsonObject Schema, JsonNode? Example);
