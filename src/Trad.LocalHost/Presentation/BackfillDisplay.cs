using Spectre.Console;
using Trad.MarketData.Backfills;
using Trad.Training;

namespace Trad.LocalHost.Presentation;

/// <summary>Shows a backfill to a person: a live progress bar, then what came of it.</summary>
internal sealed class BackfillDisplay(TextWriter output)
{
    private readonly IAnsiConsole _console = PlainConsole.On(output);

    /// <summary>Shows the progress bar while the run is followed.</summary>
    public Task FollowAsync(BackfillState run, Func<Action<BackfillState>, Task> follow) => _console.Progress()
        .AutoClear(false)
        .Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(),
            new RemainingTimeColumn())
        .StartAsync(async context =>
        {
            var bar = context.AddTask(Describe(run));
            await follow(seen =>
            {
                bar.Description = Describe(seen);
                bar.Value = seen.Progress?.Percent ?? bar.Value;
            });
        });

    /// <summary>Shows how the run ended.</summary>
    public void ShowResult(BackfillState run)
    {
        if (run.Progress is { } done)
        {
            _console.MarkupLineInterpolated(
                $"{done.CandlesFetched:N0} candles fetched, {done.CandlesInserted:N0} of them new, {done.CandlesReplaced:N0} replaced, {done.CandlesRefused:N0} refused; {done.CandlesNotThere:N0} are not there at the exchange.");
            foreach (var note in done.Notes.Concat(done.Failures))
            {
                _console.MarkupLineInterpolated($"[yellow]note:[/] {note}");
            }
        }

        if (run.State != BackfillStatus.Completed)
        {
            _console.MarkupLineInterpolated($"[red]The backfill is {EnumNames.Format(run.State)}:[/] {run.Error ?? "see its notes"}");
        }
    }

    private static string Describe(BackfillState run) =>
        Markup.Escape($"{run.Exchange} {run.Symbol} {run.Interval} {EnumNames.Format(run.State)}");
}
