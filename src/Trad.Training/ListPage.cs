using Trad.Candles.Stores;

namespace Trad.Training;

/// <summary>Part of a list.</summary>
/// <param name="Items">This part's items.</param>
/// <param name="ContinuationToken">Asks for the next part; absent in the last.</param>
/// <typeparam name="T">What is listed.</typeparam>
public sealed record ListPage<T>(IReadOnlyList<T> Items, string? ContinuationToken)
{
    /// <summary>What belongs to this part and cannot be read; absent when everything can.</summary>
    public IReadOnlyList<DamagedRecord>? Damaged { get; init; }
}
