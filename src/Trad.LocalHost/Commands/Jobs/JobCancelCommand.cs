using System.CommandLine;
using Trad.LocalHost.Hosting;
using Trad.Training;

namespace Trad.LocalHost.Commands.Jobs;

/// <summary><c>jobs cancel</c>: ends a job and keeps its finished trials.</summary>
internal sealed class JobCancelCommand : HostCommand
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly JobArgument _job = new();
    private readonly Option<bool> _publish = new("--publish") { Description = "Keep its best trial so far as a trained asset." };

    public JobCancelCommand()
        : base("cancel", "Cancel a training job; its finished trials stay.")
    {
        Add(_job);
        AddOptions([_publish]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var job = await session.Client.Jobs.CancelAsync(parsed.GetValue(_job)!, parsed.GetValue(_publish), cancellationToken);
        while (!job.IsFinished)
        {
            await Task.Delay(PollInterval, cancellationToken);
            job = await session.Client.GetJobAsync(job.Id, cancellationToken);
        }

        Console.WriteLine(
            $"#{job.Number} is {EnumNames.Format(job.State)} after {job.Progress.TrialsCompleted} of {job.Progress.TrialsTotal} trials.");
        return 0;
    }
}
