namespace Trad.Functions.Operations.Health;

/// <summary>Whether the app can work, and what it depends on.</summary>
/// <param name="Service">Always <c>trad</c>, so that a client knows whom it talks to.</param>
/// <param name="Status">
/// <c>healthy</c>; <c>degraded</c> when it works, but somebody should look; <c>unhealthy</c> when it cannot work.
/// </param>
/// <param name="Version">The app's version.</param>
/// <param name="Checks">
/// <c>healthy</c>, or what is wrong: of <c>blobs</c> and <c>tables</c>, without which nothing works; of the <c>queue</c> of jobs, of the
/// <c>duties</c> that the app does by itself, of <c>candles</c> that it keeps up to date, of <c>computations</c> that do not end, and
/// of the <c>orchestrations</c> of jobs at work.
/// </param>
public sealed record HealthReport(string Service, string Status, string Version, IReadOnlyDictionary<string, string> Checks);
