using System.CommandLine;
using Trad.LocalHost.Commands.Training;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;
using Trad.Training.Jobs;

namespace Trad.LocalHost.Commands.Jobs;

/// <summary><c>jobs follow</c>: shows a job's progress to its end, then its result.</summary>
internal sealed class JobFollowCommand : HostCommand
{
    private readonly JobArgument _job = new();

    public JobFollowCommand()
        : base("follow", "Show a training job's progress to its end.")
    {
        Add(_job);
        AddOptions();
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var display = new TrainingDisplay(Console.Out);
        var started = await session.Client.GetJobAsync(parsed.GetValue(_job)!, cancellationToken);
        var (job, asset) = await TrainingFollower.FollowAsync(session, started, display, cancellationToken);
        display.ShowResult(job, asset);
        return job.State == JobState.Completed ? 0 : 1;
    }
}
