using System.Globalization;
using Trad.Functions.Assets;

namespace Trad.LocalHost.Presentation;

/// <summary>What a trial did in sample, as a table.</summary>
internal static class TrialDisplay
{
    /// <summary>Shows it.</summary>
    public static void Show(TextWriter writer, BestTrialReport trial) => TableDisplay.Show(
        writer,
        ["In sample", ">Value"],
        [
            ["trial", trial.Trial.ToString(CultureInfo.InvariantCulture)],
            ["score", Figures.Number(trial.Score)],
            ["return", Figures.Percent(trial.Metrics.TotalReturn)],
            ["Sharpe", Figures.Number(trial.Metrics.Sharpe)],
            ["trades", trial.Trades.ToString(CultureInfo.InvariantCulture)],
            .. trial.Parameters.Select(parameter => (IReadOnlyList<string>)[parameter.Key, Figures.Short(parameter.Value)]),
        ],
        "No trial.");
}
