namespace Trad.LocalRuntime.Durable.Distributed;

/// <summary>An input as it came, so that the function itself reads it and names it when it cannot.</summary>
/// <param name="Json">The JSON text; null for none.</param>
internal sealed record FunctionPayload(string? Json);
