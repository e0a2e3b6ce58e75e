namespace Trad.Formats.Candles.Times;

/// <summary>How dates such as 03/04/2024 and 2024-03-04 are meant.</summary>
public enum DateOrder
{
    /// <summary>It is not known yet, or no date is written so.</summary>
    Unknown,

    /// <summary>3 April.</summary>
    DayFirst,

    /// <summary>4 March.</summary>
    MonthFirst,

    /// <summary>Of 23/11/14: 14 November 2023.</summary>
    YearFirst,

    /// <summary>Of 2024-03-04: 4 March, as the standard has it.</summary>
    YearMonthDay,

    /// <summary>Of 2024-03-04: 3 April.</summary>
    YearDayMonth,
}
