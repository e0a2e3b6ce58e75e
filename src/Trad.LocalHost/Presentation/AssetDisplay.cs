using System.Globalization;
using Spectre.Console;
using Trad.Backtesting.Metrics;
using Trad.Training;
using Trad.Training.Assets;

namespace Trad.LocalHost.Presentation;

/// <summary>Shows trained assets to a person; what is in sample and what is not is always said.</summary>
internal sealed class AssetDisplay(TextWriter output)
{
    private readonly IAnsiConsole _console = PlainConsole.On(output);

    /// <summary>Shows assets, one a line.</summary>
    public void ShowList(IReadOnlyList<TrainedAsset> assets)
    {
        TableDisplay.Show(
            output,
            ["Job", "=Id", "?Name", "=Verdict", "?=Stage", ">Sharpe\nin sample", ">Sharpe\nhold-out", ">Return\nhold-out"],
            assets.Select(asset => (IReadOnlyList<string>)
            [
                $"#{asset.JobNumber}",
                asset.Id[..8],
                asset.Name,
                VerdictDisplay.NameOf(asset.Validation.Judgement),
                EnumNames.Format(asset.Stage),
                Figures.Number(asset.InSample.Sharpe),
                Figures.Number(asset.HoldOut?.Sharpe),
                Figures.Percent(asset.HoldOut?.TotalReturn),
            ]),
            "No assets.");
    }

    /// <summary>Shows an asset, in sample and hold-out side by side.</summary>
    public void Show(TrainedAsset asset)
    {
        VerdictDisplay.Show(_console, asset.Validation.Judgement);
        foreach (var warning in asset.Warnings)
        {
            _console.MarkupLineInterpolated($"[yellow]note:[/] {warning}");
        }

        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape($"{asset.Name} ({asset.Id})"));
        table.AddColumn("Result").AddColumn(new TableColumn("In sample").RightAligned())
            .AddColumn(new TableColumn("Hold-out").RightAligned());
        table.AddColumn("Parameter").AddColumn(new TableColumn("Value").RightAligned());
        var results = Results(asset).ToList();
        var parameters = asset.Parameters.ToList();
        for (var row = 0; row < Math.Max(results.Count, parameters.Count); row++)
        {
            var (name, inSample, holdOut) = row < results.Count ? results[row] : ("", "", "");
            table.AddRow(
                name,
                inSample,
                holdOut,
                row < parameters.Count ? Markup.Escape(parameters[row].Key) : "",
                row < parameters.Count ? Markup.Escape(Figures.Short(parameters[row].Value)) : "");
        }

        _console.Write(table);
        ShowSymbols(asset);
        _console.WriteLine(SplitDisplay.Describe(asset.Split));
        _console.MarkupLineInterpolated(
            $"Trial {asset.Trial} of {Figures.Count(asset.Trials, "trial")}; hold-out looked at {Figures.Count(asset.HoldOutViews, "time")}.");
        foreach (var revalidation in asset.Revalidations)
        {
            Show(asset, revalidation);
        }
    }

    /// <summary>Shows assets side by side, the hold-out first.</summary>
    public void ShowComparison(IReadOnlyList<TrainedAsset> assets)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("");
        foreach (var asset in assets)
        {
            table.AddColumn(new TableColumn(Markup.Escape($"#{asset.JobNumber} {asset.Name}")).RightAligned());
        }

        void Row(string name, Func<TrainedAsset, string> value) =>
            table.AddRow([Markup.Escape(name), .. assets.Select(asset => Markup.Escape(value(asset)))]);

        Row("verdict", asset => VerdictDisplay.NameOf(asset.Validation.Judgement));
        Row("stage", asset => EnumNames.Format(asset.Stage));
        foreach (var name in assets.SelectMany(asset => Results(asset).Select(row => row.Name)).Distinct())
        {
            string Find(TrainedAsset asset, Func<(string Name, string InSample, string HoldOut), string> pick) =>
                Results(asset).Where(row => row.Name == name).Select(pick).FirstOrDefault("-");
            Row($"{name}, hold-out", asset => Find(asset, row => row.HoldOut));
            Row($"{name}, in sample", asset => Find(asset, row => row.InSample));
        }

        foreach (var parameter in assets.SelectMany(asset => asset.Parameters.Select(entry => entry.Key)).Distinct())
        {
            Row(parameter, asset => asset.Parameters.TryGetValue(parameter, out var value) ? Figures.Short(value) : "-");
        }

        _console.Write(table);
    }

    /// <summary>Shows a revalidation.</summary>
    public void Show(TrainedAsset asset, Revalidation revalidation)
    {
        if (revalidation.Error is { } error)
        {
            _console.MarkupLineInterpolated($"[red]Revalidation failed:[/] {error}");
            return;
        }

        _console.MarkupLineInterpolated(
            $"Revalidated on {Range(revalidation.From, revalidation.To)}: {asset.Objectives[0]} {Figures.Number(revalidation.Score)} after {Figures.Number(revalidation.InSampleScore)} in sample, decay {Figures.Percent(revalidation.Decay)}.");
        foreach (var warning in revalidation.Warnings)
        {
            _console.MarkupLineInterpolated($"[yellow]note:[/] {warning}");
        }
    }

    // Figures of the joint account stand above; these are what each symbol did alone.
    private void ShowSymbols(TrainedAsset asset)
    {
        if (asset.Symbols is not { } symbols)
        {
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).Title("Each symbol alone: in sample / hold-out");
        table.AddColumn("Symbol");
        foreach (var name in new[] { "Sharpe", "Return", "Drawdown", "Trades", "Win rate" })
        {
            table.AddColumn(new TableColumn(name).RightAligned());
        }

        foreach (var (symbol, evidence) in symbols)
        {
            string Both(Func<BacktestMetrics, string> value) =>
                $"{value(evidence.InSample)} / {(evidence.HoldOut is { } holdOut ? value(holdOut) : "-")}";
            table.AddRow(
                symbol,
                Both(metrics => Figures.Number(metrics.Sharpe)),
                Both(metrics => Figures.Percent(metrics.TotalReturn)),
                Both(metrics => Figures.Percent(metrics.MaximumDrawdown)),
                Both(metrics => metrics.Trades.ToString(CultureInfo.InvariantCulture)),
                Both(metrics => Figures.Percent(metrics.WinRate)));
        }

        _console.Write(table);
    }

    private static IEnumerable<(string Name, string InSample, string HoldOut)> Results(TrainedAsset asset)
    {
        (string, string, string) Row(string name, Func<BacktestMetrics, string> value) =>
            (name, value(asset.InSample), asset.HoldOut is { } holdOut ? value(holdOut) : "-");

        if (asset is { Symbols.Count: > 1, Request.SymbolAggregation: { } aggregation })
        {
            yield return (
                $"{EnumNames.Format(aggregation)} {asset.Objectives[0]} of {asset.Symbols.Count} symbols",
                Figures.Number(asset.InSampleScore), Figures.Number(asset.HoldOutScore));
        }

        yield return Row("sharpe", metrics => Figures.Number(metrics.Sharpe));
        yield return Row("total return", metrics => Figures.Percent(metrics.TotalReturn));
        yield return Row("maximum drawdown", metrics => Figures.Percent(metrics.MaximumDrawdown));
        yield return Row("trades", metrics => metrics.Trades.ToString(CultureInfo.InvariantCulture));
        yield return Row("win rate", metrics => Figures.Percent(metrics.WinRate));
        yield return Row("profit factor", metrics => Figures.Number(metrics.ProfitFactor));
        yield return Row("buy and hold", metrics => Figures.Percent(metrics.BuyAndHoldReturn));
        yield return Row("candles", metrics => metrics.Candles.ToString("N0", CultureInfo.InvariantCulture));
    }

    private static string Range(DateTimeOffset from, DateTimeOffset to) =>
        string.Create(CultureInfo.InvariantCulture, $"{from.UtcDateTime:yyyy-MM-dd HH:mm}Z to {to.UtcDateTime:yyyy-MM-dd HH:mm}Z");
}
