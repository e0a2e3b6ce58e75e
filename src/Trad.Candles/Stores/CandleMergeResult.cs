namespace Trad.Candles.Stores;

/// <summary>What a merge changed.</summary>
/// <param name="Inserted">Candles whose open time was not stored before.</param>
/// <param name="Replaced">Candles that replaced a stored one with other values.</param>
/// <param name="Unchanged">Candles that were stored already with the same values.</param>
/// <param name="Partitions">Partitions written.</param>
public sealed record CandleMergeResult(long Inserted, long Replaced, long Unchanged, int Partitions)
{
    /// <summary>Candles that went, which a merge of candles takes none of.</summary>
    public long Removed { get; init; }

    /// <summary>Both merges together.</summary>
    public static CandleMergeResult operator +(CandleMergeResult left, CandleMergeResult right) => new(
        left.Inserted + right.Inserted, left.Replaced + right.Replaced, left.Unchanged + right.Unchanged,
        left.Partitions + right.Partitions)
    {
        Removed = left.Removed + right.Removed,
    };

    /// <summary>Both merges together.</summary>
    public CandleMergeResult Add(CandleMergeResult other) => this + other;
}
