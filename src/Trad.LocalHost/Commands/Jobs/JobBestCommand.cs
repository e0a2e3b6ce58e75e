using System.CommandLine;
using Trad.Functions.Assets;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands.Jobs;

/// <summary><c>jobs best</c>: the best trial so far, also while the job runs; all of it in sample.</summary>
internal sealed class JobBestCommand : AnswerCommand<BestTrialReport>
{
    private readonly JobArgument _job = new();

    public JobBestCommand()
        : base("best", "Show the best trial so far, in sample.", "Print JSON, with the equity curve.")
    {
        Add(_job);
        AddOptions();
    }

    /// <inheritdoc/>
    protected override Task<BestTrialReport> AskAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken) =>
        session.Client.Jobs.GetBestAsync(parsed.GetValue(_job)!, cancellationToken);

    /// <inheritdoc/>
    protected override void Show(BestTrialReport best) =>
        TrialDisplay.Show(Console.Out, best);
}
