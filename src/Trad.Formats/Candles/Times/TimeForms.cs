namespace Trad.Formats.Candles.Times;

/// <summary>How the times of a file are written; a file may have several.</summary>
[Flags]
public enum TimeForms
{
    /// <summary>There are none.</summary>
    None = 0,

    /// <summary>Seconds since 1970.</summary>
    Seconds = 1,

    /// <summary>Milliseconds since 1970.</summary>
    Milliseconds = 2,

    /// <summary>Microseconds since 1970.</summary>
    Microseconds = 4,

    /// <summary>Nanoseconds since 1970.</summary>
    Nanoseconds = 8,

    /// <summary>Any number.</summary>
    Numbers = Seconds | Milliseconds | Microseconds | Nanoseconds,

    /// <summary>Text without a zone, which is taken as UTC.</summary>
    TextWithoutZone = 16,

    /// <summary>Text that says that it is UTC.</summary>
    TextUtc = 32,

    /// <summary>Text with an offset from UTC.</summary>
    TextWithOffset = 64,

    /// <summary>A type of the file format that is a time.</summary>
    Timestamp = 128,
}
