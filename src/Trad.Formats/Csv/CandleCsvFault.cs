namespace Trad.Formats.Csv;

/// <summary>Why rows are no candles.</summary>
/// <param name="Nearness">How near they came; the nearest fault of all delimiters is told.</param>
/// <param name="Line">The line, counted from 1; null for the whole file.</param>
/// <param name="Reason">Why, in words.</param>
internal sealed record CandleCsvFault(int Nearness, long? Line, string Reason)
{
    /// <summary>Whether no row is like candles or the names of their columns.</summary>
    public bool HasNoTable { get; init; }
}
