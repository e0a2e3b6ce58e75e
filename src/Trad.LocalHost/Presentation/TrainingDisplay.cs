using System.Globalization;
using Spectre.Console;
using Trad.Backtesting.Metrics;
using Trad.Optimization.Spaces;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Trials;

namespace Trad.LocalHost.Presentation;

/// <summary>Shows a training to a person: a live progress bar with phase and best score, then the result as a table.</summary>
internal sealed class TrainingDisplay(TextWriter output)
{
    private readonly IAnsiConsole _console = PlainConsole.On(output);

    /// <summary>Shows the progress bar while the job is followed.</summary>
    public Task FollowAsync(TrainingJob job, Func<Action<TrainingJob>, Task> follow) => _console.Progress()
        .AutoClear(false)
        .Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(),
            new ElapsedTimeColumn())
        .StartAsync(async context =>
        {
            var bar = context.AddTask(Describe(job));
            await follow(seen =>
            {
                bar.Description = Describe(seen);
                bar.Value = seen.Progress.Percent;
            });
        });

    /// <summary>Shows what a training would cost.</summary>
    public void Show(TrainingForecast forecast)
    {
        foreach (var warning in forecast.Warnings)
        {
            _console.MarkupLineInterpolated($"[yellow]note:[/] {warning}");
        }

        _console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"{forecast.Trials:N0} trials, {forecast.Backtests:N0} backtests over {forecast.Candles:N0} candles: about {forecast.EstimatedDurationMs / 1000:0.0} s.");
        _console.WriteLine(SplitDisplay.Describe(forecast.Split));
    }

    /// <summary>Shows how the job ended.</summary>
    /// <param name="job">The job.</param>
    /// <param name="asset">What it published; null when nothing.</param>
    /// <param name="withVerdict">Whether the verdict and its reasons follow.</param>
    public void ShowResult(TrainingJob job, TrainedAsset? asset, bool withVerdict = true)
    {
        foreach (var warning in asset is null ? job.Warnings : [.. asset.Warnings, .. job.Endings])
        {
            _console.MarkupLineInterpolated($"[yellow]note:[/] {warning}");
        }

        if (job.State == JobState.Failed)
        {
            _console.MarkupLineInterpolated($"[red]Job #{job.Number} failed:[/] {job.Error}");
            return;
        }

        if (job.State == JobState.Cancelled)
        {
            _console.MarkupLineInterpolated(
                $"[yellow]Job #{job.Number} was cancelled[/] after {job.Progress.TrialsCompleted} of {job.Progress.TrialsTotal} trials.");
        }

        if (job.Best is null)
        {
            _console.MarkupLineInterpolated(
                $"Job #{job.Number}: none of {job.Progress.TrialsCompleted} trials was feasible.");
            if (job.Verdict is { } verdict)
            {
                _console.MarkupLineInterpolated(
                    $"[yellow]Verdict: {VerdictDisplay.NameOf(verdict.Verdict)}.[/] {verdict.Summary} Next: {VerdictDisplay.NextAfter(verdict.Verdict)}");
            }
        }
        else
        {
            ShowWinner(job, job.Best, asset);
            if (withVerdict)
            {
                VerdictDisplay.Show(_console, asset?.Validation.Judgement);
            }
        }
    }

    // The trial with the best score need not be the one that was published: where there is an asset, figures and parameters are its own.
    private void ShowWinner(TrainingJob job, BestTrial best, TrainedAsset? asset)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape(
            $"Job #{job.Number}: {job.Request.Strategy} on {job.Request.Exchange} {string.Join('+', job.Request.AllSymbols)} {job.Request.Interval}"));
        table.AddColumn("Result").AddColumn(new TableColumn("In sample").RightAligned())
            .AddColumn(new TableColumn("Hold-out").RightAligned());
        table.AddColumn("Parameter").AddColumn(new TableColumn("Value").RightAligned());
        var results = ResultRows(job, best, asset).ToList();
        var parameters = (asset?.Parameters ?? best.Parameters)
            .Select(parameter => (parameter.Key, Value: Figures.Short(parameter.Value))).ToList();
        for (var row = 0; row < Math.Max(results.Count, parameters.Count); row++)
        {
            var (result, value, holdOut) = row < results.Count ? results[row] : ("", "", "");
            var (parameter, chosen) = row < parameters.Count ? parameters[row] : ("", "");
            table.AddRow(
                Markup.Escape(result), Markup.Escape(value), Markup.Escape(holdOut), Markup.Escape(parameter), Markup.Escape(chosen));
        }

        _console.Write(table);
        if (job.Split is { } split)
        {
            _console.WriteLine(SplitDisplay.Describe(split));
        }

        if (job.DurationsMs is { } time)
        {
            _console.MarkupLineInterpolated(
                $"{time.Total:0} ms in all: {time.Load:0} load, {time.Fit:0} fit, {time.Backtest:0} backtest, {time.Storage:0} storage, {time.Orchestration:0} orchestration");
        }
    }

    private static IEnumerable<(string Name, string InSample, string HoldOut)> ResultRows(
        TrainingJob job, BestTrial best, TrainedAsset? asset)
    {
        (string, string, string) Row(string name, Func<BacktestMetrics, string> value) =>
            (name, value(asset?.InSample ?? best.Metrics), asset?.HoldOut is { } holdOut ? value(holdOut) : "-");

        if (job.Request is { AllSymbols.Count: > 1, SymbolAggregation: { } aggregation })
        {
            yield return (
                $"{EnumNames.Format(aggregation)} {job.Request.AllObjectives[0]} of {job.Request.AllSymbols.Count} symbols",
                Figures.Number(asset is null ? best.Score : asset.InSampleScore), Figures.Number(asset?.HoldOutScore));
        }

        foreach (var objective in Objectives.FromRequest(job.Request))
        {
            yield return Row(objective.Name, metrics => Figures.Number(objective.Read(metrics)));
        }

        yield return Row("total return", metrics => Figures.Percent(metrics.TotalReturn));
        yield return Row("maximum drawdown", metrics => Figures.Percent(metrics.MaximumDrawdown));
        yield return Row("trades", metrics => metrics.Trades.ToString(CultureInfo.InvariantCulture));
        yield return Row("win rate", metrics => Figures.Percent(metrics.WinRate));
        yield return Row("profit factor", metrics => Figures.Number(metrics.ProfitFactor));
        yield return Row("buy and hold", metrics => Figures.Percent(metrics.BuyAndHoldReturn));
        yield return Row("candles", metrics => metrics.Candles.ToString("N0", CultureInfo.InvariantCulture));
        if (asset is null || asset.Trial == best.Trial)
        {
            yield return ("trial", $"{best.Trial}, the best of {job.Progress.TrialsCompleted}", "");
        }
        else
        {
            yield return ("trial published", $"{asset.Trial} of {job.Progress.TrialsCompleted}", "");
            yield return ("best in sample", $"{Figures.Number(best.Score)}, trial {best.Trial}", "");
        }

        yield return ("seed", job.Seed.ToString(CultureInfo.InvariantCulture), "");
    }

    private static string Describe(TrainingJob job)
    {
        var progress = job.Progress;
        var best = progress.BestScore is { } score ? string.Create(CultureInfo.InvariantCulture, $", best {score:0.000}") : "";
        return Markup.Escape(
            $"#{job.Number} {JobDisplay.WorkOf(progress),-10} {progress.TrialsCompleted}/{progress.TrialsTotal}{best}");
    }
}
