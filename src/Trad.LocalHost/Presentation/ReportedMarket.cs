namespace Trad.LocalHost.Presentation;

/// <summary>A market in a report.</summary>
/// <param name="Exchange">The exchange; <c>simulated</c> for generated candles.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">The candle interval.</param>
public sealed record ReportedMarket(string? Exchange, string? Symbol, string? Interval);
