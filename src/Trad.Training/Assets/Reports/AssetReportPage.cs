using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Trad.Backtesting.Metrics;
using Trad.Training.Validation;

namespace Trad.Training.Assets.Reports;

/// <summary>A report as one HTML page that asks for nothing else, so that it can be mailed and kept.</summary>
public static class AssetReportPage
{
    private const string Style =
        "body{font:15px/1.5 system-ui,sans-serif;color:#1a1d21;background:#fff;max-width:60rem;margin:2rem auto;padding:0 1rem}"
        + "h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}table{border-collapse:collapse;width:100%}"
        + "th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #d0d4da;vertical-align:top}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}"
        + ".verdict{font-weight:600;padding:.1rem .6rem;border:1px solid currentColor;border-radius:.3rem}"
        + ".robust{color:#0b6b35}.fragile,.insufficient{color:#7a4b00}.overfit,.no-edge{color:#a11}";

    /// <summary>What a browser may load for the page when it comes from a host: nothing but its own style.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; frame-ancestors 'none'";

    /// <summary>The page.</summary>
    /// <param name="report">The report.</param>
    /// <param name="equity">The asset's equity, thinned to what a plot can show.</param>
    public static string Write(AssetReport report, IReadOnlyList<EquityPoint> equity)
    {
        var page = new StringBuilder();
        page.Append(
            CultureInfo.InvariantCulture,
            $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Text(report.Name)}</title><style>{Style}</style></head><body><main>");
        page.Append(
            CultureInfo.InvariantCulture,
            $"<h1>{Text(report.Name)}</h1><p>{Text(report.Strategy)} on {Text(report.Market.Exchange)} {Text(string.Join(", ", report.Market.Symbols))} {Text(report.Market.Interval)}, trial {report.Trial} of {report.Trials}.</p>");
        AddJudgement(page, report.Validation.Judgement);
        AddPlots(page, report, equity);
        AddFigures(page, report);
        AddGaps(page, report.GapProfit);
        SelectionTable.Add(page, report.Validation.Selection);
        LuckTables.Add(page, report.Validation);
        AddWalkForward(page, "anchored", "every train part begins where the range begins", report.Validation.WalkForward?.Anchored);
        AddWalkForward(page, "rolling", "train parts of one length", report.Validation.WalkForward?.Rolling);
        RobustnessTables.Add(page, report.Validation.Robustness);
        page.Append("<h2>Parameters</h2><table>");
        foreach (var (name, value) in report.Parameters)
        {
            page.Append(
                CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Text(name)}</th><td class=\"n\">{Text(value.ToString())}</td></tr>");
        }

        page.Append(
            CultureInfo.InvariantCulture,
            $"</table><h2>Origin</h2><p>Asset {Text(report.AssetId)}, seed {report.Seed}, candles {Text(report.DataFingerprint)}.</p>");
        foreach (var warning in report.Warnings)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p>{Text(warning)}</p>");
        }

        return page.Append("</main></body></html>").ToString();
    }

    private static void AddJudgement(StringBuilder page, Judgement? judgement)
    {
        page.Append("<h2>Is it luck?</h2>");
        if (judgement is null)
        {
            page.Append("<p>Nobody judged this asset: it was published before there was a validation.</p>");
            return;
        }

        var verdict = EnumNames.Format(judgement.Verdict);
        page.Append(
            CultureInfo.InvariantCulture,
            $"<p><span class=\"verdict {verdict}\">{verdict.Replace('-', ' ')}</span> {Text(judgement.Summary)}</p><table><tr><th scope=\"col\">Check</th><th scope=\"col\">Outcome</th><th scope=\"col\">What it says</th></tr>");
        foreach (var finding in judgement.Findings)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"<tr><th scope=\"row\">{Text(finding.Check.Replace('-', ' '))}</th><td>{EnumNames.Format(finding.Outcome)}</td><td>{Text(finding.Text)}</td></tr>");
        }

        page.Append("</table>");
    }

    private static void AddPlots(StringBuilder page, AssetReport report, IReadOnlyList<EquityPoint> equity)
    {
        DateTimeOffset[] times = [.. equity.Select(point => point.Time)];
        var heldOut = report.Split.HoldOut?.From;
        page.Append("<h2>Equity after costs</h2>").Append(CurvePlot.Draw(
            "Equity, chained over the hold-out", times, [.. equity.Select(point => point.ChainedEquity)], heldOut,
            value => value.ToString("N0", CultureInfo.InvariantCulture)));
        if (heldOut is not null)
        {
            page.Append("<p>The shaded part was never searched.</p>");
        }

        page.Append("<h2>Drawdown</h2>").Append(CurvePlot.Draw(
            "Drawdown", times, [.. equity.Select(point => -point.ChainedDrawdown)], heldOut, value => Percent(value)));
        AddStitched(page, "anchored", report.Validation.WalkForward?.Anchored);
        AddStitched(page, "rolling", report.Validation.WalkForward?.Rolling);
    }

    private static void AddStitched(StringBuilder page, string mode, WalkForwardResult? walk)
    {
        if (walk is { Equity.Count: > 1 })
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2>Walk-forward, {mode}: test parts end to end</h2>").Append(CurvePlot.Draw(
                $"Stitched equity of the {mode} walk-forward", walk.EquityDays, walk.Equity, null,
                value => value.ToString("0.###", CultureInfo.InvariantCulture)));
        }
    }

    // Only where a trade was held across a gap.
    private static void AddGaps(StringBuilder page, GapEvidence? gaps)
    {
        void Add(string part, GapProfit? profit)
        {
            if (profit is { Trades: > 0 })
            {
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"<p>{part}, trades that were held across gaps of the candles made {(profit.Share is { } share ? $"{Percent(share)} of the net profit" : "no net profit")}: {profit.Trades} of them, {profit.JumpTrades} across a jump of the price.</p>");
            }
        }

        Add("In sample", gaps?.InSample);
        Add("On the hold-out", gaps?.HoldOut);
    }

    private static void AddFigures(StringBuilder page, AssetReport report)
    {
        page.Append(
            "<h2>Figures</h2><table><tr><th scope=\"col\">Figure</th><th scope=\"col\" class=\"n\">In sample</th><th scope=\"col\" class=\"n\">Hold-out</th></tr>");
        void Row(string name, Func<BacktestMetrics, string> value) => page.Append(
            CultureInfo.InvariantCulture,
            $"<tr><th scope=\"row\">{name}</th><td class=\"n\">{value(report.InSample)}</td><td class=\"n\">{(report.HoldOut is { } holdOut ? value(holdOut) : "–")}</td></tr>");
        Row("Total return", metrics => Percent(metrics.TotalReturn));
        Row("Buy and hold", metrics => Percent(metrics.BuyAndHoldReturn));
        Row("Sharpe ratio", metrics => Number(metrics.Sharpe));
        Row("System quality, lower bound", metrics => Number(metrics.SqnBound));
        Row("Maximum drawdown", metrics => Percent(metrics.MaximumDrawdown));
        Row("Trades", metrics => metrics.Trades.ToString("N0", CultureInfo.InvariantCulture));
        Row("Win rate", metrics => Percent(metrics.WinRate));
        Row("Profit factor", metrics => Number(metrics.ProfitFactor));
        page.Append("</table>");
    }

    // The anchored one is what the unseen days and the verdict are made of.
    private static void AddWalkForward(StringBuilder page, string mode, string meaning, WalkForwardResult? walk)
    {
        if (walk is null)
        {
            return;
        }

        page.Append(
            CultureInfo.InvariantCulture,
            $"<h2>Walk-forward windows, {mode}: {meaning}</h2><p>The search was run anew on what came before each part, and its winner traded the part. Efficiency, growth per year there over that where it was searched: {Number(walk.Efficiency)} (1 is all of it kept).</p><table><tr><th scope=\"col\">Tested</th><th scope=\"col\" class=\"n\">Trades</th><th scope=\"col\" class=\"n\">In sample</th><th scope=\"col\" class=\"n\">Out of sample</th></tr>");
        foreach (var window in walk.Windows)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"<tr><th scope=\"row\">{window.Test.From.UtcDateTime:yyyy-MM-dd} to {window.Test.To.UtcDateTime:yyyy-MM-dd}</th>");
            page.Append(window.OutOfSample is { } test
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"<td class=\"n\">{test.Trades}</td><td class=\"n\">{Percent(window.InSample?.TotalReturn)}</td><td class=\"n\">{Percent(test.TotalReturn)}</td></tr>")
                : $"<td colspan=\"3\">{Text(window.Reason ?? "no winner")}</td></tr>");
        }

        page.Append("</table>");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Number(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–";

    private static string Percent(double? value) => value?.ToString("0.0 %", CultureInfo.InvariantCulture) ?? "–";
}
