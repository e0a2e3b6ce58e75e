using System.CommandLine;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands.Jobs;

/// <summary><c>jobs best</c>: the best trial so far, also while the job runs; all of it in sample.</summary>
internal sealed class JobBestCommand : HostCommand
{
    private readonly JobArgument _job = new();
    private readonly JsonOption _json = new() { Description = "Print JSON, with the equity curve." };

    public JobBestCommand()
        : base("best", "Show the best trial so far, in sample.")
    {
        Add(_job);
        AddOptions([_json]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var best = await session.Client.Jobs.GetBestAsync(parsed.GetValue(_job)!.TrimStart('#'), cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOption.Print(best);
            return 0;
        }

        TrialDisplay.Show(Console.Out, best);
        return 0;
    }
}
