using System.CommandLine;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands.Jobs;

/// <summary><c>jobs trial</c>: what one completed trial did, in sample.</summary>
internal sealed class JobTrialCommand : HostCommand
{
    private readonly JobArgument _job = new();
    private readonly TrialArgument _trial = new();
    private readonly JsonOption _json = new() { Description = "Print JSON, with the equity curve." };

    public JobTrialCommand()
        : base("trial", "Show what one completed trial did, in sample.")
    {
        Add(_job);
        Add(_trial);
        AddOptions([_json]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var trial = await session.Client.Jobs.GetTrialAsync(
            parsed.GetValue(_job)!.TrimStart('#'), parsed.GetValue(_trial), cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOption.Print(trial);
        }
        else
        {
            TrialDisplay.Show(Console.Out, trial);
        }

        return 0;
    }
}
