using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Tests.Presentation;

/// <summary>Tables in terminals of any width; <c>COLUMNS</c> tells it where the output is a file.</summary>
[Collection(nameof(TableDisplayTests))]
public sealed class TableDisplayTests : IDisposable
{
    private const string Columns = "COLUMNS";

    private static readonly string[] Headings = ["Job", "?Created (UTC)", "State", "Training", "?>Trials", ">Hold-out"];

    private readonly string? _before = Environment.GetEnvironmentVariable(Columns);

    public void Dispose() => Environment.SetEnvironmentVariable(Columns, _before);

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(200)]
    public void Table_fits_the_terminal(int columns)
    {
        var lines = Show(columns);

        Assert.All(lines, line => Assert.True(line.Length <= columns, $"{line.Length} of {columns}: {line}"));
        Assert.Contains(lines, line => line.Contains("-20.54 %", StringComparison.Ordinal));
    }

    [Fact]
    public void Narrow_terminal_does_without_what_can_be_missed()
    {
        Assert.DoesNotContain(Show(60), line => line.Contains("Created", StringComparison.Ordinal));
        Assert.Contains(Show(120), line => line.Contains("Created", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    public void Words_of_a_narrow_table_stay_whole(int columns)
    {
        var lines = Show(
            columns, ["~Function", "?Group", "Meaning"],
            [["supertrend_direction(candles, multiple of the range)", "trend", "Condition. Whether the capitulation-reversal lasted."]]);

        Assert.Equal(
            ["supertrend_direction(candles,", "multiple", "of", "the", "range)", "Condition.", "Whether", "the", "capitulation-reversal", "lasted."],
            Words(lines, column: 0).Concat(Words(lines, column: 1)));
    }

    [Fact]
    public void Names_of_jobs_stay_whole_in_a_usual_terminal()
    {
        var text = string.Join('\n', Show(80));

        Assert.All(
            ["#2", "completed", "bollinger-mean-reversion", "BTCUSDT+ETHUSDT+SOLUSDT", "-20.54 %"],
            word => Assert.Contains(word, text, StringComparison.Ordinal));
    }

    [Fact]
    public void File_has_each_row_in_one_line()
    {
        Environment.SetEnvironmentVariable(Columns, null);
        Assert.SkipUnless(Console.IsOutputRedirected, "The tests write to a terminal, which has a width.");

        string[] whole = ["#2", "bollinger-mean-reversion binance BTCUSDT+ETHUSDT+SOLUSDT 15m", "-20.54 %"];
        Assert.Contains(Show(null), line => whole.All(value => line.Contains(value, StringComparison.Ordinal)));
    }

    // Of a table without frames, whose columns stand three or more spaces apart from each other.
    private static IEnumerable<string> Words(string[] lines, int column)
    {
        var start = lines[1].IndexOf("Meaning", StringComparison.Ordinal);
        return lines.Skip(3).SelectMany(
            line => (column == 0 ? line[..start] : line[start..]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string[] Show(int? columns) => Show(
        columns, Headings,
        [["#2", "2026-11-29 02:49", "completed", "bollinger-mean-reversion binance BTCUSDT+ETHUSDT+SOLUSDT 15m", "60/60", "-20.54 %"]]);

    private static string[] Show(int? columns, string[] headings, string[][] rows)
    {
        Environment.SetEnvironmentVariable(Columns, $"{columns}");
        using var output = new StringWriter();
        TableDisplay.Show(output, headings, rows, "None.");
        return output.ToString().TrimEnd().Split('\n');
    }
}
