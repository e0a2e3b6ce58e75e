namespace Trad.Training.Data;

/// <summary>A span of time, UTC.</summary>
/// <param name="From">The first moment, inclusive.</param>
/// <param name="To">The end, exclusive.</param>
public sealed record Period(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Candles in it on which trades may be made, of all symbols; absent where they are not counted.</summary>
    public int? Candles { get; init; }
}
