using System.CommandLine;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands.Jobs;

/// <summary><c>jobs show</c>: one job as it is now.</summary>
internal sealed class JobShowCommand : HostCommand
{
    private readonly JobArgument _job = new();
    private readonly JsonOption _json = new() { Description = "Print JSON." };

    public JobShowCommand()
        : base("show", "Show a training job.")
    {
        Add(_job);
        AddOptions([_json]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var job = await session.Client.GetJobAsync(parsed.GetValue(_job)!, cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOption.Print(job);
            return 0;
        }

        if (job.IsFinished)
        {
            new TrainingDisplay(Console.Out)
                .ShowResult(job, job.AssetId is { } id ? await session.Client.Assets.GetAsync(id, cancellationToken) : null);
        }
        else
        {
            new JobDisplay(Console.Out).ShowList([job]);
        }

        return 0;
    }
}
