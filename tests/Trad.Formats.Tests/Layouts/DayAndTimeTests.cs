using System.Globalization;
using Apache.Arrow;
using Apache.Arrow.Types;
using Trad.Formats.Candles.Times;
using Trad.Formats.Tests.Arrow;
using Trad.Testing;

namespace Trad.Formats.Tests.Layouts;

/// <summary>Day and time of day in two columns, of every type that they are kept in: the same candles from every format.</summary>
public sealed class DayAndTimeTests
{
    private const string Prices = "o AS open, h AS high, l AS low, c AS close, v AS volume";
    private const string Moment = "make_timestamp(t * 1000)";

    public static TheoryData<string, string> Columns => new MatrixTheoryData<string, string>(
        [
            $"{Moment}::DATE AS date", $"date_trunc('day', {Moment})::TIMESTAMP AS Date",
            $"strftime({Moment}, '%Y%m%d')::INTEGER AS \"<DATE>\"",
            $"strftime({Moment}, '%Y%m%d')::BIGINT AS date", $"strftime({Moment}, '%Y%m%d')::DOUBLE AS date",
            $"strftime({Moment}, '%Y.%m.%d') AS Date",
        ],
        [
            $"{Moment}::TIME AS time", $"strftime({Moment}, '%H%M%S')::INTEGER AS \"<TIME>\"",
            $"strftime({Moment}, '%H%M')::SMALLINT AS time",
            $"strftime({Moment}, '%H%M%S')::DOUBLE AS time", $"strftime({Moment}, '%H:%M:%S') AS Time",
            $"strftime({Moment}, '%H%M') AS time",
        ]);

    [Theory]
    [MemberData(nameof(Columns))]
    public async Task Read_parquet_with_days_and_times_of_day_of_any_kind_gives_the_candles(string day, string time)
    {
        var file = await LayoutParquet.WriteAsync("V1", $"{time}, {day}, {Prices}");

        var (candles, layout) = await LayoutReading.ReadAsync(new MemoryStream(file), "test.5m.parquet");

        Assert.Equal(LayoutCandles.Create("test.5m.parquet", false, false).ToList(), candles.ToList());
        Assert.Contains("Times are written without a zone; they were taken as UTC.", layout.Notes);
    }

    [Theory]
    [InlineData("date32", "time32")]
    [InlineData("date32", "time64")]
    [InlineData("midnight", "time64")]
    [InlineData("int32", "int32")]
    [InlineData("int32", "time32")]
    [InlineData("text", "int16")]
    public async Task Read_feather_with_days_and_times_of_day_of_any_kind_gives_the_candles(string day, string time)
    {
        var whole = LayoutCandles.FiveMinutes;
        DateTimeOffset[] times = [.. whole.OpenTime.ToArray().Select(DateTimeOffset.FromUnixTimeMilliseconds)];
        IArrowArray days = day switch
        {
            "date32" => new Date32Array.Builder().AppendRange(times.Select(each => each.UtcDateTime)).Build(),
            "midnight" => new TimestampArray.Builder(new TimestampType(TimeUnit.Nanosecond, (string?)null)).AppendRange(
                times.Select(each => new DateTimeOffset(each.Date, TimeSpan.Zero))).Build(),
            "int32" => new Int32Array.Builder().AppendRange(times.Select(each => Digits(each, "yyyyMMdd"))).Build(),
            _ => new StringArray.Builder().AppendRange(times.Select(
                each => each.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))).Build(),
        };
        IArrowArray ofDay = time switch
        {
            "time32" => new Time32Array.Builder(TimeUnit.Second).AppendRange(
                times.Select(each => TimeOnly.FromTimeSpan(each.TimeOfDay))).Build(),
            "time64" => new Time64Array.Builder(TimeUnit.Nanosecond).AppendRange(
                times.Select(each => TimeOnly.FromTimeSpan(each.TimeOfDay))).Build(),
            "int32" => new Int32Array.Builder().AppendRange(times.Select(each => Digits(each, "HHmmss"))).Build(),
            _ => new Int16Array.Builder().AppendRange(times.Select(each => (short)Digits(each, "HHmm"))).Build(),
        };
        var file = ArrowFiles.Write(
        [
            ("Time", ofDay), ("Date", days), ("Open", Doubles(whole.Open)), ("High", Doubles(whole.High)), ("Low", Doubles(whole.Low)),
            ("Close", Doubles(whole.Close)), ("Volume", Doubles(whole.Volume)),
        ]);

        var (candles, _) = await LayoutReading.ReadAsync(new MemoryStream(file), "test.5m.feather");

        Assert.Equal(LayoutCandles.Create("test.5m.feather", false, false).ToList(), candles.ToList());
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task Read_of_text_with_days_and_times_that_lost_their_zeros_gives_the_candles(string format)
    {
        var start = new DateTimeOffset(2024, 2, 1, 0, 0, 0, TimeSpan.Zero);
        DateTimeOffset[] times = [.. Enumerable.Range(0, 400).Select(i => start.AddMinutes(5 * i))];
        var text = format == "csv"
            ? "<DATE>,<TIME>,open,high,low,close,volume\n" + string.Concat(
                times.Select(time => $"{Digits(time, "yyyyMMdd")},{Digits(time, "HHmmss")},1,1,1,1,1\n"))
            : $"[{string.Join(',', times.Select(
                time => $$"""{"date":{{Digits(time, "yyyyMMdd")}},"time":{{Digits(time, "HHmm")}},"o":1,"h":1,"l":1,"c":1,"v":1}"""))}]";

        var (candles, _) = await LayoutReading.ReadAsync(text, $"test.5m.{format}");

        Assert.Equal(times.Select(time => time.ToUnixTimeMilliseconds()), candles.OpenTime.ToArray());
    }

    [Fact]
    public async Task Read_of_days_that_have_times_of_day_beside_a_column_of_such_is_refused()
    {
        var rows = string.Concat(Enumerable.Range(0, 400).Select(
            i => $"2024-02-01{(i < 399 ? "" : " 05:00:00")},{i * 5 / 60:00}:{i * 5 % 60:00},1,1,1,1,1\n").Take(288))
            + "2024-02-02 05:00:00,00:00,1,1,1,1,1\n";

        Assert.Contains(
            "'2024-02-02 05:00:00' has a time of day already, and so has the column of times beside it",
            await LayoutReading.RefusalAsync($"date,time,open,high,low,close,volume\n{rows}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0 500 1000 5900 10000", 6)]
    [InlineData("000000 000500", 6)]
    [InlineData("93000.0 93500.0", 6)]
    [InlineData("0 60 100", 6)]
    [InlineData("0 5 10 55 100 2355", 4)]
    [InlineData("0930 0935", 4)]
    [InlineData("0 1 2 23", 2)]
    [InlineData("0 1 24", 4)]
    [InlineData("09:30 09:35", 0)]
    [InlineData("1706743800", 0)]
    [InlineData("", 0)]
    public void Digits_of_times_of_day_are_told_by_all_of_a_column(string texts, int digits) =>
        Assert.Equal(digits, TimeOfDayDigits.Find(texts.Split(' ')));

    private static int Digits(DateTimeOffset time, string format) =>
        int.Parse(time.ToString(format, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static DoubleArray Doubles(ReadOnlySpan<double> values) => new DoubleArray.Builder().Append(values).Build();
}
