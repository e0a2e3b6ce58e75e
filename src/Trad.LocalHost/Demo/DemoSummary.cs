using System.Globalization;
using Spectre.Console;
using Trad.Backtesting.Metrics;
using Trad.LocalHost.Presentation;
using Trad.Training.Assets;
using Trad.Training.Jobs;

namespace Trad.LocalHost.Demo;

/// <summary>The end of the demo: what came of each strategy beside buying and holding, why, and what to look at next.</summary>
internal static class DemoSummary
{
    /// <summary>Shows it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="market">What was trained on.</param>
    /// <param name="results">The jobs and what they published; null when nothing.</param>
    /// <param name="type">What to type for a command of this program, in the shell that the demo was run from.</param>
    /// <param name="isServed">Whether the dashboard is served, its address shown above.</param>
    public static void Show(
        TextWriter output, DemoMarket market, IReadOnlyList<(TrainingJob Job, TrainedAsset? Asset)> results,
        Func<string, string> type, bool isServed)
    {
        var console = PlainConsole.On(output);
        console.WriteLine();
        console.WriteLine("Is it luck?");
        foreach (var (job, asset) in results)
        {
            console.WriteLine();
            console.WriteLine($"{job.Request.Strategy} on {market.Import.Exchange} {market.Import.Symbol} {market.Import.Interval}");
            console.WriteLine($"  in sample: {Describe(asset?.InSample)}");
            console.WriteLine($"  hold-out, which no trial saw: {Describe(asset?.HoldOut)}");
            VerdictDisplay.Show(console, asset?.Validation.Judgement);
        }

        console.WriteLine();
        if (market.IsSimulated)
        {
            console.WriteLine(
                $"{market.Import.Symbol} is simulated, with a trend planted in it, and both strategies were chosen to show one verdict of either "
                + "kind: there is nothing to trade here, and real markets do not make it as easy as this.");
        }

        // Past the console, which would break what is to be copied where the terminal ends.
        output.WriteLine("What to look at next:");
        foreach (var (job, asset) in results)
        {
            output.WriteLine(
                asset is null
                    ? $"  why {job.Request.Strategy} published nothing:\n    {type($"jobs show {job.Number}")}"
                    : $"  {job.Request.Strategy}, every check and every trade:\n    {type($"assets show {asset.Id}")}");
        }

        output.WriteLine(
            isServed
                ? "  the same, with plots, in the browser, at the dashboard's address above; Ctrl-C ends it"
                : $"  the same, with plots, in the browser, at the address that this prints:\n    {type("serve")}");
    }

    private static string Describe(BacktestMetrics? metrics) => metrics is null
        ? "-"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{metrics.TotalReturn:0.0 %} in {metrics.Trades} trades, buy and hold {metrics.BuyAndHoldReturn:0.0 %}");
}
