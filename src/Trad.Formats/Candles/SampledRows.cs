using Trad.Formats.Candles.Prices;
using Trad.Formats.Candles.Times;

namespace Trad.Formats.Candles;

/// <summary>The first rows of a file as text, by which its columns are told.</summary>
/// <param name="rows">The rows, without a header.</param>
/// <param name="hasDecimalComma">Whether numbers have a decimal comma.</param>
internal sealed class SampledRows(IReadOnlyList<string[]> rows, bool hasDecimalComma)
{
    // So much of a column must look like something; the rest may be broken, and is refused with its row.
    private const double Most = 0.8;

    // Nobody has candles from before 2000; a smaller number is an index, a price or an amount.
    private static readonly long Earliest = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private static readonly long Latest = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private readonly Dictionary<int, ColumnTraits> _traits = [];

    /// <summary>The rows.</summary>
    public IReadOnlyList<string[]> Rows => rows;

    /// <summary>The values of a column.</summary>
    public IEnumerable<string> Values(int column) => rows.Where(row => column < row.Length).Select(row => row[column]);

    /// <summary>What a column looks like.</summary>
    public ColumnTraits Traits(int column)
    {
        if (!_traits.TryGetValue(column, out var traits))
        {
            _traits[column] = traits = FindTraits(column);
        }

        return traits;
    }

    /// <summary>A field as a number; NaN when it is none.</summary>
    public double Number(int row, int column) => column < rows[row].Length
        && NumberText.TryRead(rows[row][column], hasDecimalComma, out var number) ? number : double.NaN;

    /// <summary>Whether two columns have the same values.</summary>
    public bool AreSame(int one, int other) => rows.All(row => one < row.Length && other < row.Length && AreSame(row[one], row[other]));

    /// <summary>The four prices of each row, one after the other; NaN where there is none.</summary>
    public IEnumerable<double> Prices(CandleFields fields) => Enumerable.Range(0, rows.Count).SelectMany(row => new[]
    {
        Number(row, fields.Open), Number(row, fields.High), Number(row, fields.Low), Number(row, fields.Close),
    });

    /// <summary>What is wrong with the digits of prices, in words; null where nothing is.</summary>
    /// <param name="fields">The columns.</param>
    /// <param name="names">What they are called.</param>
    public string? FindShortened(CandleFields fields, IReadOnlyList<string> names) =>
        new[] { fields.Open, fields.High, fields.Low, fields.Close }
            .Select(field => ShortenedPrices.Find(names[field], Values(field))).FirstOrDefault(fault => fault is not null);

    /// <summary>Whether all numbers of a column are whole.</summary>
    public bool IsWhole(int column) => Enumerable.Range(0, rows.Count).All(row => Number(row, column) is var number
        && (double.IsNaN(number) || number == Math.Floor(number)));

    /// <summary>How dates as 03/04/2024 and 2024-03-04 are meant in a column: unknown where no row decides.</summary>
    /// <param name="column">The column.</param>
    /// <param name="example">The first date that is written so; null when none is.</param>
    public DateOrder FindDateOrder(int column, out string? example)
    {
        var evidence = new DateOrderEvidence();
        foreach (var row in rows)
        {
            if (column < row.Length)
            {
                evidence.Add(row[column]);
            }
        }

        example = evidence.Example;
        return evidence.Order;
    }

    /// <summary>How many digits the times of day of a column have in full, where they are numbers; 0 where they are none.</summary>
    public int FindTimeOfDayDigits(int column) => column < 0
        ? 0
        : TimeOfDayDigits.Find(rows.Select(row => column < row.Length ? row[column] : null));

    /// <summary>The times of a column; none is known where dates of it can be read in two ways.</summary>
    public SampledTimes Times(int column)
    {
        var order = FindDateOrder(column, out var example);
        var isKnown = order != DateOrder.Unknown || example is null || !IsYearLast(example);
        var reader = new TimeReader(order);
        var values = rows.Select(
            row => column < row.Length && reader.Read(row[column], out var time) is null && isKnown ? time : (long?)null).ToList();
        return new SampledTimes(
            values, Traits(column).HasFlag(ColumnTraits.Days), !reader.Forms.HasFlag(TimeForms.TextWithoutZone));
    }

    private static bool IsYearLast(string date) => TimeText.Read(date, DateOrder.Unknown, out var time) == TimeTextFault.None
        && DateOrderEvidence.HasTwo(date, time);

    private bool AreSame(string one, string other) => one.Trim() == other.Trim()
        || (NumberText.TryRead(one, hasDecimalComma, out var first) && NumberText.TryRead(other, hasDecimalComma, out var second)
            && first.Equals(second));

    private ColumnTraits FindTraits(int column)
    {
        var digits = FindTimeOfDayDigits(column);
        int given = 0, times = 0, days = 0, timesOfDay = 0, numbers = 0, zeros = 0, words = 0;
        foreach (var row in rows)
        {
            var text = column < row.Length ? row[column].Trim() : "";
            if (NumberText.IsNothing(text))
            {
                continue;
            }

            given++;
            var isTime = new TimeReader(DateOrder.Unknown).Read(text, out var time) is null && time >= Earliest && time < Latest;
            times += isTime ? 1 : 0;
            days += isTime && TimeText.Read(text, DateOrder.Unknown, out var read) == TimeTextFault.None && !read.HasTimeOfDay ? 1 : 0;
            var isTimeOfDay = TimeText.ReadTimeOfDay(
                digits > 0 ? TimeOfDayDigits.Complete(text, digits) : text, out _) == TimeTextFault.None;
            timesOfDay += isTimeOfDay ? 1 : 0;
            var isNumber = NumberText.TryRead(text, hasDecimalComma, out var number);
            numbers += isNumber ? 1 : 0;
            zeros += isNumber && number == 0 ? 1 : 0;
            words += isTime || isTimeOfDay || isNumber ? 0 : 1;
        }

        var enough = Math.Max(1, given * Most);
        return (times >= enough ? ColumnTraits.Times : 0) | (days >= enough ? ColumnTraits.Days : 0)
            | (timesOfDay >= enough ? ColumnTraits.TimesOfDay : 0) | (numbers >= given * Most ? ColumnTraits.Numbers : 0)
            | (zeros == given ? ColumnTraits.Nothing : 0) | (words >= enough ? ColumnTraits.Words : 0);
    }
}
