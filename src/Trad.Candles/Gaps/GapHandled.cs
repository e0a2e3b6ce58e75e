namespace Trad.Candles.Gaps;

/// <summary>A series after a gap policy was applied to it.</summary>
/// <param name="Candles">The candles to compute with.</param>
/// <param name="Gaps">The spans that were missing, oldest first, each on the grid of the interval.</param>
/// <param name="Missing">How many candles were missing.</param>
/// <param name="Filled">How many of them <see cref="GapPolicy.ForwardFill"/> stood in for.</param>
public sealed record GapHandled(CandleSeries Candles, IReadOnlyList<TimeRange> Gaps, long Missing, long Filled);
