using System.CommandLine;
using Trad.LocalHost.Hosting;
using Trad.Training.Assets;

namespace Trad.LocalHost.Commands.Jobs;

/// <summary><c>jobs publish</c>: publishes a trial that was chosen by hand.</summary>
internal sealed class JobPublishCommand : AnswerCommand<TrainedAsset>
{
    private readonly JobArgument _job = new();
    private readonly TrialArgument _trial = new();

    public JobPublishCommand()
        : base("publish", "Publish a completed trial of an ended job as an asset.")
    {
        Add(_job);
        Add(_trial);
        AddOptions();
    }

    /// <inheritdoc/>
    protected override Task<TrainedAsset> AskAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken) =>
        session.Client.Jobs.PublishTrialAsync(
            parsed.GetValue(_job)!, parsed.GetValue(_trial), cancellationToken);

    /// <inheritdoc/>
    protected override void Show(TrainedAsset asset) =>
        Console.WriteLine($"{asset.Name} is published as {asset.Id}: {asset.Validation.Judgement?.Summary}");
}
