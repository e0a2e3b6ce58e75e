using System.CommandLine;
using Trad.Functions.Assets;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands.Jobs;

/// <summary><c>jobs trial</c>: what one completed trial did, in sample.</summary>
internal sealed class JobTrialCommand : AnswerCommand<BestTrialReport>
{
    private readonly JobArgument _job = new();
    private readonly TrialArgument _trial = new();

    public JobTrialCommand()
        : base("trial", "Show what one completed trial did, in sample.", "Print JSON, with the equity curve.")
    {
        Add(_job);
        Add(_trial);
        AddOptions();
    }

    /// <inheritdoc/>
    protected override Task<BestTrialReport> AskAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken) =>
        session.Client.Jobs.GetTrialAsync(
            parsed.GetValue(_job)!, parsed.GetValue(_trial), cancellationToken);

    /// <inheritdoc/>
    protected override void Show(BestTrialReport trial) =>
        TrialDisplay.Show(Console.Out, trial);
}
