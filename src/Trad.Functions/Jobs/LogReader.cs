using System.Globalization;
using Trad.Training.Jobs;

namespace Trad.Functions.Jobs;

/// <summary>Gives the logs of jobs page by page; it makes no difference whether the job still runs.</summary>
public sealed class LogReader(IJobJournal journal)
{
    /// <summary>Log lines from a level up, in order.</summary>
    /// <exception cref="FormatException">The continuation token is none that this method gave.</exception>
    public async Task<ListPage<LogLine>> ListAsync(
        string jobId, JobLogLevel level, int limit, string? continuationToken, CancellationToken cancellationToken)
    {
        var after = -1;
        if (!string.IsNullOrEmpty(continuationToken)
            && !int.TryParse(continuationToken, NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            throw new FormatException($"'{continuationToken}' is not a continuation token of this list; use the one of the page before, or none.");
        }

        var lines = (await journal.ReadAsync(jobId, after, cancellationToken))
            .Where(happened => happened.Kind == JobEventKind.Log && happened.Level >= level)
            .Take(limit + 1)
            .Select(happened => happened.ToLogLine())
            .ToList();
        return lines.Count > limit
            ? new ListPage<LogLine>(lines[..limit], lines[limit - 1].Sequence.ToString(CultureInfo.InvariantCulture))
            : new ListPage<LogLine>(lines, null);
    }
}
