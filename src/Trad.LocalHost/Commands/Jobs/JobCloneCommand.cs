using System.CommandLine;
using Trad.LocalHost.Commands.Training;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;
using Trad.Training.Jobs;

namespace Trad.LocalHost.Commands.Jobs;

/// <summary><c>jobs clone</c>: a new job like another, with changes.</summary>
internal sealed class JobCloneCommand : HostCommand
{
    private readonly JobArgument _job = new();
    private readonly TrainingOptions _changes = new();
    private readonly Option<bool> _detach = new("--detach") { Description = "Do not wait for it." };

    public JobCloneCommand()
        : base("clone", "Start a training job like another; the options say what is different.")
    {
        Add(_job);
        AddOptions([.. _changes.All, _detach]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var started = await session.Client.Jobs.CloneAsync(
            parsed.GetValue(_job)!, _changes.ReadChanges(parsed), cancellationToken);
        if (parsed.GetValue(_detach))
        {
            Console.WriteLine($"#{started.Number} {started.Id}");
            return 0;
        }

        var display = new TrainingDisplay(Console.Out);
        var (job, asset) = await TrainingFollower.FollowAsync(session, started, display, cancellationToken);
        display.ShowResult(job, asset);
        return job.State == JobState.Completed ? 0 : 1;
    }
}
