namespace Trad.Functions.Operations;

/// <summary>Whether the app can work, and what it depends on.</summary>
/// <param name="Service">Always <c>trad</c>, so that a client knows whom it talks to.</param>
/// <param name="Status"><c>healthy</c> or <c>unhealthy</c>.</param>
/// <param name="Version">The app's version.</param>
/// <param name="Checks">The state of each dependency: <c>healthy</c>, or what is wrong.</param>
public sealed record HealthReport(string Service, string Status, string Version, IReadOnlyDictionary<string, string> Checks);
