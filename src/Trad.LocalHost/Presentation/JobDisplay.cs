using System.Globalization;
using Spectre.Console;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Jobs;

namespace Trad.LocalHost.Presentation;

/// <summary>Shows jobs to a person, one a line.</summary>
internal sealed class JobDisplay(TextWriter output)
{
    private readonly IAnsiConsole _console = PlainConsole.On(output);

    /// <summary>Shows jobs.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="assets">What they published, by the asset's id.</param>
    public void ShowList(IReadOnlyList<TrainingJob> jobs, IReadOnlyDictionary<string, TrainedAsset> assets)
    {
        if (jobs.Count == 0)
        {
            _console.WriteLine("No jobs.");
            return;
        }

        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumn("Job").AddColumn("Created (UTC)").AddColumn("State").AddColumn("Training");
        table.AddColumn(new TableColumn("Trials").RightAligned()).AddColumn("Best in sample").AddColumn(new TableColumn("Hold-out").RightAligned());
        table.AddColumn("Verdict");
        foreach (var job in jobs)
        {
            table.AddRow(
                $"#{job.Number}",
                job.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                StateOf(job),
                Markup.Escape(TrainingOf(job)),
                $"{job.Progress.TrialsCompleted}/{job.Progress.TrialsTotal}",
                (job.Best?.Score ?? job.Progress.BestScore) is { } best
                    ? $"{Figures.Number(best)} {Markup.Escape(job.Request.AllObjectives[0])}" : "-",
                Figures.Percent(assets.GetValueOrDefault(job.AssetId ?? "")?.HoldOut?.TotalReturn),
                job.Verdict is { } verdict ? VerdictDisplay.NameOf(verdict.Verdict) : "-");
        }

        _console.Write(table);
    }

    private static string TrainingOf(TrainingJob job)
    {
        var training =
            $"{job.Request.Strategy} {job.Request.Exchange} {string.Join('+', job.Request.AllSymbols)} {job.Request.Interval}";
        return job.Name is { } name ? $"{name}: {training}" : training;
    }

    private static string StateOf(TrainingJob job) => job.State switch
    {
        JobState.Running =>
            string.Create(CultureInfo.InvariantCulture, $"{EnumNames.Format(job.Progress.Phase)} {job.Progress.Percent:0} %"),
        JobState.Queued when job.QueuePosition is { } place => $"queued, place {place}",
        var state => EnumNames.Format(state),
    };
}
