using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Jobs;

/// <summary><c>jobs cleanup</c>: takes care of lost jobs now.</summary>
internal sealed class JobCleanUpCommand : HostCommand
{
    private readonly JsonOption _json = new() { Description = "Print JSON." };

    public JobCleanUpCommand()
        : base("cleanup", "Take care of lost jobs now, not in five minutes.") => AddOptions([_json]);

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var report = await session.Client.Jobs.CleanUpAsync(cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOption.Print(report);
        }
        else
        {
            Console.WriteLine(
                $"{report.Resumed.Count} resumed, {report.Failed.Count} failed, {report.Cancelled.Count} cancelled, {report.Damaged.Count} that cannot be read.");
        }

        return 0;
    }
}
