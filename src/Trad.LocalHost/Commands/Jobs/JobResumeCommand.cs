using System.CommandLine;
using Trad.LocalHost.Commands.Training;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;
using Trad.Training.Jobs;

namespace Trad.LocalHost.Commands.Jobs;

/// <summary><c>jobs resume</c>: goes on with a finished job and follows it to its end.</summary>
internal sealed class JobResumeCommand : HostCommand
{
    private readonly JobArgument _job = new();
    private readonly Option<int?> _trials = new("--trials")
    {
        Description = "How many more trials (default: those that it did not come to).",
    };

    public JobResumeCommand()
        : base("resume", "Go on with a finished training job.")
    {
        Add(_job);
        AddOptions([_trials]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var display = new TrainingDisplay(Console.Out);
        var resumed = await session.Client.Jobs.ResumeAsync(parsed.GetValue(_job)!, parsed.GetValue(_trials), cancellationToken);
        var (job, asset) = await TrainingFollower.FollowAsync(session, resumed, display, cancellationToken);
        display.ShowResult(job, asset);
        return job.State == JobState.Completed ? 0 : 1;
    }
}
