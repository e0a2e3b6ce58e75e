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

    [Fact]
    public void File_has_each_row_in_one_line()
    {
        Environment.SetEnvironmentVariable(Columns, null);
        Assert.SkipUnless(Console.IsOutputRedirected, "The tests write to a terminal, which has a width.");

        string[] whole = ["#2", "bollinger-mean-reversion binance BTCUSDT+ETHUSDT+SOLUSDT 15m", "-20.54 %"];
        Assert.Contains(Show(null), line => whole.All(value => line.Contains(value, StringComparison.Ordinal)));
    }

    private static string[] Show(int? columns)
    {
        Environment.SetEnvironmentVariable(Columns, $"{columns}");
        using var output = new StringWriter();
        TableDisplay.Show(
            output, Headings,
            [["#2", "2026-11-29 02:49", "completed", "bollinger-mean-reversion binance BTCUSDT+ETHUSDT+SOLUSDT 15m", "60/60", "-20.54 %"]],
            "None.");
        return output.ToString().TrimEnd().Split('\n');
    }
}
