namespace Trad.Formats.Candles;

/// <summary>In which order of time the rows of a file are.</summary>
public enum RowOrder
{
    /// <summary>Oldest first, or only one row.</summary>
    OldestFirst,

    /// <summary>Newest first.</summary>
    NewestFirst,

    /// <summary>In neither order within a month; they were sorted.</summary>
    Mixed,
}
