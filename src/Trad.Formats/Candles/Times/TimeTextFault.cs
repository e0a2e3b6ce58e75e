namespace Trad.Formats.Candles.Times;

/// <summary>Why a text is not read as a time.</summary>
internal enum TimeTextFault
{
    /// <summary>It is read.</summary>
    None,

    /// <summary>It is no time.</summary>
    NoTime,

    /// <summary>It is written like a date, but there is no such day or time of day.</summary>
    NoSuchTime,

    /// <summary>It has a zone by a name that is not UTC.</summary>
    NamedZone,

    /// <summary>It has a fraction of a millisecond.</summary>
    TooFine,
}
