using System.Text.Json.Nodes;

namespace Trad.Functions.Tests.Fuzzing;

/// <summary>A place in a JSON body.</summary>
/// <param name="Steps">The names, and 0 for the first item of a list, that lead to it.</param>
/// <param name="Field">What an error calls it.</param>
/// <param name="Schema">What may stand there.</param>
public sealed record BodyPlace(string[] Steps, string Field, JsonNode Schema);
