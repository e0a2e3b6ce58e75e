using System.Globalization;
using Spectre.Console;
using Trad.Optimization.Spaces;
using Trad.Training.Jobs;

namespace Trad.LocalHost.Presentation;

/// <summary>Shows a training to a person: a live progress bar with phase and best score, then the result as a table.</summary>
internal sealed class TrainingDisplay
{
    private readonly IAnsiConsole _console;

    public TrainingDisplay(TextWriter output) =>
        _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });

    /// <summary>Shows the progress bar while the job is followed.</summary>
    public Task FollowAsync(TrainingJob job, Func<Action<TrainingJob>, Task> follow) => _console.Progress()
        .AutoClear(false)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
        .StartAsync(async context =>
        {
            var bar = context.AddTask(Describe(job));
            await follow(seen =>
            {
                bar.Description = Describe(seen);
                bar.Value = seen.Progress.Percent;
            });
        });

    /// <summary>Shows how the job ended.</summary>
    public void ShowResult(TrainingJob job)
    {
        foreach (var warning in job.Warnings)
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
            _console.MarkupLineInterpolated($"[yellow]Job #{job.Number} was cancelled[/] after {job.Progress.TrialsCompleted} of {job.Progress.TrialsTotal} trials.");
        }

        if (job.Best is null)
        {
            _console.MarkupLineInterpolated(
                $"Job #{job.Number}: none of {job.Progress.TrialsCompleted} trials was feasible (at least {job.Request.MinimumTrades} trades are needed).");
        }
        else
        {
            ShowWinner(job, job.Best);
        }
    }

    private void ShowWinner(TrainingJob job, BestTrial best)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape(
            $"Job #{job.Number}: {job.Request.Strategy} on {job.Request.Exchange} {string.Join('+', job.Request.AllSymbols)} {job.Request.Interval}"));
        table.AddColumn("Result (in sample)").AddColumn(new TableColumn("Value").RightAligned());
        table.AddColumn("Parameter").AddColumn(new TableColumn("Value").RightAligned());
        var results = ResultRows(job, best).ToList();
        var parameters = best.Parameters.Select(parameter => (parameter.Key, Value: Short(parameter.Value))).ToList();
        for (var row = 0; row < Math.Max(results.Count, parameters.Count); row++)
        {
            var (result, value) = row < results.Count ? results[row] : ("", "");
            var (parameter, chosen) = row < parameters.Count ? parameters[row] : ("", "");
            table.AddRow(Markup.Escape(result), Markup.Escape(value), Markup.Escape(parameter), Markup.Escape(chosen));
        }

        _console.Write(table);
        if (job.DurationsMs is { } time)
        {
            _console.MarkupLineInterpolated(
                $"{time.Total:0} ms in all: {time.Load:0} load, {time.Fit:0} fit, {time.Backtest:0} backtest, {time.Storage:0} storage, {time.Orchestration:0} orchestration");
        }
    }

    private static IEnumerable<(string Name, string Value)> ResultRows(TrainingJob job, BestTrial best)
    {
        yield return (job.Request.AllObjectives[0], Number(best.Score));
        yield return ("total return", Percent(best.Metrics.TotalReturn));
        yield return ("maximum drawdown", Percent(best.Metrics.MaximumDrawdown));
        yield return ("trades", best.Metrics.Trades.ToString(CultureInfo.InvariantCulture));
        yield return ("win rate", Percent(best.Metrics.WinRate));
        yield return ("profit factor", Number(best.Metrics.ProfitFactor));
        yield return ("buy and hold", Percent(best.Metrics.BuyAndHoldReturn));
        yield return ("candles", $"{job.Data!.Candles:N0}");
        yield return ("trial", $"{best.Trial + 1} of {job.Progress.TrialsCompleted}");
        yield return ("seed", job.Seed.ToString(CultureInfo.InvariantCulture));
    }

    private static string Describe(TrainingJob job)
    {
        var progress = job.Progress;
        var best = progress.BestScore is { } score ? string.Create(CultureInfo.InvariantCulture, $", best {score:0.000}") : "";
        return Markup.Escape($"#{job.Number} {progress.Phase.ToString().ToLowerInvariant(),-10} {progress.TrialsCompleted}/{progress.TrialsTotal}{best}");
    }

    // Six digits are enough to read; every digit is in the job.
    private static string Short(ParameterValue value) =>
        value.IsText ? value.Text : value.Number.ToString("G6", CultureInfo.InvariantCulture);

    private static string Number(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-";

    private static string Percent(double? value) => value?.ToString("0.00 %", CultureInfo.InvariantCulture) ?? "-";
}
