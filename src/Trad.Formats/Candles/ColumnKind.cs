namespace Trad.Formats.Candles;

/// <summary>What the column of a typed file holds.</summary>
internal enum ColumnKind
{
    /// <summary>Nothing that can be used.</summary>
    Other,

    /// <summary>Moments or days.</summary>
    Timestamp,

    /// <summary>Times of day.</summary>
    TimeOfDay,

    /// <summary>Numbers that may be exact enough for times.</summary>
    Number,

    /// <summary>Numbers of 32 bits or less after the point, in which no time can be written.</summary>
    CoarseNumber,

    /// <summary>Text.</summary>
    Text,
}
