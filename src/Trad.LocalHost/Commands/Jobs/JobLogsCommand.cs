using System.CommandLine;
using System.Globalization;
using Trad.LocalHost.Hosting;
using Trad.Training.Jobs;

namespace Trad.LocalHost.Commands.Jobs;

/// <summary><c>jobs logs</c>: everything that a job has logged, one line each.</summary>
internal sealed class JobLogsCommand : HostCommand
{
    private const int PageSize = 1000;

    private readonly JobArgument _job = new();
    private readonly Option<JobLogLevel?> _level = WordOption.Create<JobLogLevel>("--level", "Only lines of this level or above.");

    public JobLogsCommand()
        : base("logs", "Print a training job's log.")
    {
        Add(_job);
        AddOptions([_level]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            var page = await session.Client.Jobs.ListLogsAsync(
                parsed.GetValue(_job)!, parsed.GetValue(_level), PageSize, next, cancellationToken);
            foreach (var line in page.Items)
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{line.Time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {line.Level,-7} {line.Phase,-10} {line.Message}"));
            }

            next = page.ContinuationToken;
        }
        while (next is not null);

        return 0;
    }
}
