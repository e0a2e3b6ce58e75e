namespace Trad.Formats.Candles;

/// <summary>What the values of a column look like, from as many as were looked at; several may hold.</summary>
[Flags]
internal enum ColumnTraits
{
    /// <summary>Like nothing that is known.</summary>
    None = 0,

    /// <summary>Like moments, or days.</summary>
    Times = 1,

    /// <summary>Like times of day.</summary>
    TimesOfDay = 2,

    /// <summary>Like numbers.</summary>
    Numbers = 4,

    /// <summary>There are no values, or none but zeros.</summary>
    Nothing = 8,

    /// <summary>Like days without a time of day; these are times, too.</summary>
    Days = 16,

    /// <summary>Like words: text that is neither a number nor a time.</summary>
    Words = 32,
}
