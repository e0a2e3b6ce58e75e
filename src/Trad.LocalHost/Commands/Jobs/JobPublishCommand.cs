using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Jobs;

/// <summary><c>jobs publish</c>: publishes a trial that was chosen by hand.</summary>
internal sealed class JobPublishCommand : HostCommand
{
    private readonly JobArgument _job = new();
    private readonly TrialArgument _trial = new();
    private readonly JsonOption _json = new() { Description = "Print JSON." };

    public JobPublishCommand()
        : base("publish", "Publish a completed trial of an ended job as an asset.")
    {
        Add(_job);
        Add(_trial);
        AddOptions([_json]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var asset = await session.Client.Jobs.PublishTrialAsync(
            parsed.GetValue(_job)!.TrimStart('#'), parsed.GetValue(_trial), cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOption.Print(asset);
        }
        else
        {
            Console.WriteLine($"{asset.Name} is published as {asset.Id}: {asset.Validation.Judgement?.Summary}");
        }

        return 0;
    }
}
