namespace Trad.Formats.Candles.Times;

/// <summary>
/// In which orders the numbers of a date such as 03/04/2024 or 2024-03-04 can be meant, each of which gives a day that there is.
/// </summary>
[Flags]
internal enum DateReadings
{
    /// <summary>It is written so that there is one reading only.</summary>
    None = 0,

    /// <summary>3 April 2024.</summary>
    DayFirst = 1,

    /// <summary>4 March 2024.</summary>
    MonthFirst = 2,

    /// <summary>Of 23/11/14: 14 November 2023.</summary>
    YearFirst = 4,

    /// <summary>Of 2024-03-04: 4 March 2024.</summary>
    YearMonthDay = 8,

    /// <summary>Of 2024-03-04: 3 April 2024.</summary>
    YearDayMonth = 16,

    /// <summary>Any of those whose year does not come first with all of its digits.</summary>
    YearLast = DayFirst | MonthFirst | YearFirst,

    /// <summary>Any of those whose year comes first with all of its digits.</summary>
    WholeYearFirst = YearMonthDay | YearDayMonth,
}
