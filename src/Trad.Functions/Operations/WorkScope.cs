using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Trad.MarketData.Backfills;
using Trad.Storage.Jobs;

namespace Trad.Functions.Operations;

/// <summary>
/// Names whose work is under way on every line that is logged meanwhile, whoever writes it, so that a collector finds a job's lines by its
/// number: <c>Job</c> and <c>JobId</c> with <c>Attempt</c>; <c>BackfillId</c>; <c>AssetId</c> with <c>RevalidationId</c>.
/// </summary>
internal static class WorkScope
{
    private static readonly Func<ILogger, int?, string, int, IDisposable?> Attempt =
        LoggerMessage.DefineScope<int?, string, int>("job {Job} ({JobId}), attempt {Attempt}");

    private static readonly Func<ILogger, int, IDisposable?> Number = LoggerMessage.DefineScope<int>("job {Job}");
    private static readonly Func<ILogger, string, IDisposable?> Identity = LoggerMessage.DefineScope<string>("job {JobId}");
    private static readonly Func<ILogger, string, IDisposable?> Backfill = LoggerMessage.DefineScope<string>("backfill {BackfillId}");
    private static readonly Func<ILogger, string, IDisposable?> Asset = LoggerMessage.DefineScope<string>("asset {AssetId}");

    private static readonly Func<ILogger, string, string, IDisposable?> Revalidation =
        LoggerMessage.DefineScope<string, string>("asset {AssetId}, revalidation {RevalidationId}");

    /// <summary>Work on an attempt of a job.</summary>
    /// <param name="log">Any log: the scope is the host's.</param>
    /// <param name="number">The job's number; null in what a release left behind that did not tell it.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="attempt">Its attempt.</param>
    public static IDisposable? BeginJob(this ILogger log, int? number, string jobId, int attempt) => Attempt(log, number, jobId, attempt);

    /// <summary>Work of a backfill.</summary>
    public static IDisposable? BeginBackfill(this ILogger log, string backfillId) => Backfill(log, backfillId);

    /// <summary>Work of a revalidation.</summary>
    public static IDisposable? BeginRevalidation(this ILogger log, string assetId, string revalidationId) =>
        Revalidation(log, assetId, revalidationId);

    /// <summary>A request, named after the job, backfill or asset that its path names; null when it names none.</summary>
    public static IDisposable? BeginRequest(this ILogger log, PathString path)
    {
        // The path alone: it is known before a route is chosen, on every host, and when none is.
        var parts = path.Value?.Split('/', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return parts switch
        {
            ["api", "training", "jobs", var job, ..] when int.TryParse(
                job.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => Number(log, number),
            ["api", "training", "jobs", var job, ..] when JobKey.IsId(job) => Identity(log, job),
            ["api", "assets", var asset, ..] when JobKey.IsId(asset) => Asset(log, asset),
            ["api", "backfills", var backfill, ..] when IsRun(backfill) => Backfill(log, backfill),
            _ => null,
        };
    }

    // Whatever else a stranger writes there is no identity, and has no place in a log.
    private static bool IsRun(string text) =>
        BackfillRunId.TryParse(text, out _)
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_');
}
