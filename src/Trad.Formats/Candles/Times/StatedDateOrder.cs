namespace Trad.Formats.Candles.Times;

/// <summary>How somebody says that the dates of a file are meant.</summary>
public enum StatedDateOrder
{
    /// <summary>Of 03/04/2024: 3 April.</summary>
    DayFirst = DateOrder.DayFirst,

    /// <summary>Of 03/04/2024: 4 March.</summary>
    MonthFirst = DateOrder.MonthFirst,

    /// <summary>Of 23/11/14: 14 November 2023.</summary>
    YearFirst = DateOrder.YearFirst,

    /// <summary>Of 2024-03-04: 4 March.</summary>
    YearMonthDay = DateOrder.YearMonthDay,

    /// <summary>Of 2024-03-04: 3 April.</summary>
    YearDayMonth = DateOrder.YearDayMonth,
}
