using System.Text;
using Trad.Candles;
using Trad.Formats.Candles;
using Trad.Formats.Candles.Times;

namespace Trad.Formats.Tests.Layouts;

/// <summary>Reads files and tells what was recognised of them.</summary>
internal static class LayoutReading
{
    /// <summary>Reads a file, whose name has the interval before its ending.</summary>
    /// <param name="content">The file.</param>
    /// <param name="name">Its name.</param>
    /// <param name="symbol">The symbol that it is imported as; null for any.</param>
    /// <param name="hasDecimalComma">What is said of its numbers, where they do not tell.</param>
    /// <param name="dateOrder">What is said of its dates, where they do not tell.</param>
    public static async Task<(CandleSeries Candles, RecognizedLayout Layout)> ReadAsync(
        Stream content, string name, string? symbol = null, bool? hasDecimalComma = null,
        StatedDateOrder? dateOrder = null)
    {
        var interval = IntervalOf(name);
        var months = new List<CandleSeries>();
        var market = symbol is null ? null : new Market("bitstamp", symbol, interval);
        var file = new CandleFile(content, name, market, CandleFileLimits.Default)
        {
            HasDecimalComma = hasDecimalComma,
            DateOrder = dateOrder,
        };
        var intake = new CandleIntake(interval, file.Limits, CandlePlausibility.AtAnyTime);
        await CandleFileReader.ReadMonthsAsync(file, intake, Keep, TestContext.Current.CancellationToken);
        return (CandleSeries.Concat(interval, [.. months.OrderBy(month => month.OpenTime[0])]), intake.Layout!);

        ValueTask Keep(CandleSeries month)
        {
            months.Add(month);
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>The interval that a name has before its ending.</summary>
    public static Interval IntervalOf(string name) =>
        name.Contains(".1d.", StringComparison.Ordinal) ? Interval.OneDay : Interval.FiveMinutes;

    /// <summary>Reads text as a file of five-minute candles.</summary>
    public static Task<(CandleSeries Candles, RecognizedLayout Layout)> ReadAsync(
        string text, string name = "test.5m.csv", string? symbol = null, bool? hasDecimalComma = null,
        StatedDateOrder? dateOrder = null) =>
        ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), name, symbol, hasDecimalComma, dateOrder);

    /// <summary>What a text is refused with.</summary>
    public static async Task<string> RefusalAsync(string text, string name = "test.5m.csv") =>
        (await Assert.ThrowsAsync<CandleFileException>(() => ReadAsync(text, name))).Message;
}
