using System.Globalization;
using Spectre.Console;
using Trad.Functions.Candles;

namespace Trad.LocalHost.Presentation;

/// <summary>Shows to a person what is stored, the longest holes in it, and the largest jumps of the price across gaps.</summary>
internal sealed class CoverageDisplay(TextWriter output)
{
    // More are in the JSON.
    private const int MostHoles = 3;

    private readonly IAnsiConsole _console = PlainConsole.On(output);

    /// <summary>Shows markets, one a line, and under them their longest holes.</summary>
    public void Show(IReadOnlyList<MarketCoverage> markets)
    {
        if (markets.Count == 0)
        {
            _console.WriteLine("No candles.");
            return;
        }

        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumn("Market").AddColumn("First (UTC)").AddColumn("Last (UTC)");
        table.AddColumn(new TableColumn("Candles").RightAligned()).AddColumn(new TableColumn("Missing").RightAligned())
            .AddColumn(new TableColumn("Gaps").RightAligned());
        foreach (var market in markets)
        {
            table.AddRow(
                Markup.Escape(NameOf(market)),
                market.Months.Count == 0 ? "-" : Moment(market.Months[0].First),
                market.Months.Count == 0 ? "-" : Moment(market.Months[^1].Last),
                Number(market.Rows),
                Number(market.Missing),
                Number(market.Gaps.Count));
        }

        _console.Write(table);
        foreach (var market in markets)
        {
            foreach (var gap in market.Gaps.OrderByDescending(gap => gap[1] - gap[0]).Take(MostHoles))
            {
                _console.MarkupLineInterpolated(
                    $"[yellow]hole:[/] {NameOf(market)} from {Moment(gap[0])}Z to {Moment(gap[1])}Z, {Length(gap[1] - gap[0])}");
            }

            foreach (var outage in market.Outages.Where(outage => outage.IsNotable)
                .OrderByDescending(outage => Math.Abs(outage.Jump)).Take(MostHoles))
            {
                _console.MarkupLineInterpolated(
                    $"[yellow]jump:[/] {NameOf(market)} {Change(outage.Jump)} across {Number(outage.MissingCandles)} missing candles from {Moment(outage.From)}Z to {Moment(outage.To)}Z");
            }

            foreach (var damage in market.Months.Where(month => month.Damage is not null).Select(
                month => $"{month.Month}: {month.Damage}").Prepend(market.Damage).OfType<string>())
            {
                _console.MarkupLineInterpolated($"[red]damaged:[/] {NameOf(market)} {damage}");
            }
        }
    }

    private static string NameOf(MarketCoverage market) => $"{market.Exchange} {market.Symbol} {market.Interval}";

    private static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Change(double jump) => jump.ToString("+0.##%;-0.##%", CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Length(TimeSpan length) => length.TotalDays >= 2
        ? string.Create(CultureInfo.InvariantCulture, $"{length.TotalDays:N1} days")
        : string.Create(CultureInfo.InvariantCulture, $"{length.TotalHours:0.##} hours");
}
