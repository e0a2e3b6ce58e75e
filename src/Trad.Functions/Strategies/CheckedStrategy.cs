using Trad.Training.Validation.LookAhead;

namespace Trad.Functions.Strategies;

/// <summary>A strategy that was checked, and on what.</summary>
/// <param name="Report">What was found.</param>
/// <param name="Exchange">The exchange of the candles; <c>simulated</c> for generated ones.</param>
/// <param name="Symbol">Their symbol.</param>
/// <param name="Interval">Their interval.</param>
/// <param name="From">The first open time.</param>
/// <param name="To">The last close.</param>
public sealed record CheckedStrategy(
    StrategyCheckReport Report, string Exchange, string Symbol, string Interval, DateTimeOffset From, DateTimeOffset To);
