using System.CommandLine;
using Trad.LocalHost.Hosting;
using Trad.Training.Jobs;

namespace Trad.LocalHost.Commands.Jobs;

/// <summary><c>jobs cleanup</c>: takes care of lost jobs now.</summary>
internal sealed class JobCleanUpCommand : AnswerCommand<CleanupReport>
{
    public JobCleanUpCommand()
        : base("cleanup", "Take care of lost jobs now, not in five minutes.") => AddOptions();

    /// <inheritdoc/>
    protected override Task<CleanupReport> AskAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken) =>
        session.Client.Jobs.CleanUpAsync(cancellationToken);

    /// <inheritdoc/>
    protected override void Show(CleanupReport report) =>
        Console.WriteLine(
            $"{report.Resumed.Count} resumed, {report.Failed.Count} failed, {report.Cancelled.Count} cancelled, {report.Damaged.Count} that cannot be read.");
}
