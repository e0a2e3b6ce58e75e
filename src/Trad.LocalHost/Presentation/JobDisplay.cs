using System.Globalization;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.LocalHost.Presentation;

/// <summary>Shows jobs to a person, one a line.</summary>
internal sealed class JobDisplay(TextWriter output)
{
    /// <summary>Shows jobs.</summary>
    public void ShowList(IReadOnlyList<TrainingJob> jobs)
    {
        TableDisplay.Show(
            output,
            ["Job", "?Created (UTC)", "State", "Training", "?>Trials", "?Best in sample", ">Hold-out", "=Verdict"],
            jobs.Select(job => (IReadOnlyList<string>)
            [
                $"#{job.Number}",
                job.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                StateOf(job),
                TrainingOf(job),
                $"{job.Progress.TrialsCompleted}/{job.Progress.TrialsTotal}",
                (job.Best?.Score ?? job.Progress.BestScore) is { } best ? $"{Figures.Number(best)} {job.Request.AllObjectives[0]}" : "-",
                Figures.Percent(job.HoldOutReturn),
                job.Verdict is { } verdict ? VerdictDisplay.NameOf(verdict.Verdict) : "-",
            ]),
            "No jobs.");
    }

    /// <summary>What is being done for a job, or that nobody does anything.</summary>
    internal static string WorkOf(JobProgress progress) =>
        progress.SilentSince is null ? EnumNames.Format(progress.Phase) : "waits for a host";

    private static string TrainingOf(TrainingJob job)
    {
        var training =
            $"{job.Request.Strategy} {job.Request.Exchange} {string.Join('+', job.Request.AllSymbols)} {job.Request.Interval}";
        return job.Name is { } name ? $"{name}: {training}" : training;
    }

    private static string StateOf(TrainingJob job) => job.State switch
    {
        JobState.Running => string.Create(CultureInfo.InvariantCulture, $"{WorkOf(job.Progress)} {job.Progress.Percent:0} %"),
        JobState.Queued when job.QueuePosition is { } place => $"queued, place {place}",
        var state => EnumNames.Format(state),
    };
}
