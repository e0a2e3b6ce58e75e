using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.Functions.Training.Streams;

/// <summary>What happens in training jobs, live over HTTP as server-sent events.</summary>
public sealed class TrainingStreams(
    JobReader reader, JournalTailPool tails, FeedTail jobs, IJobFeed feed, StreamPlaces places, IHostApplicationLifetime lifetime,
    IOptions<StreamOptions> options, TimeProvider clock)
{
    /// <summary>
    /// <c>GET /api/training/jobs/{id}/events</c>: <c>log</c>, <c>trial</c> and <c>done</c> events with ids, and <c>progress</c>
    /// without. <c>Last-Event-ID</c> or <c>?lastEventId=</c> goes on behind an event. The stream ends after <c>done</c>; 204
    /// when the reader has everything of a finished job. It also ends, without <c>done</c>, when it has lived long enough.
    /// </summary>
    [Function(nameof(StreamJobEvents))]
    [Answers(StatusCodes.Status200OK, Files = "text/event-stream", Also = "204", Errors = "404")]
    [Parameter("lastEventId", "The id after which the stream goes on.", Type = typeof(int), Minimum = 0, Maximum = int.MaxValue)]
    [Parameter("Last-Event-ID", "The same, as browsers send it.", IsHeader = true, Type = typeof(int), Minimum = 0, Maximum = int.MaxValue)]
    public async Task<IResult> StreamJobEvents(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/training/jobs/{id}/events")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var after = ReadLastEventId(request, errors);
        if (!errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        if (await reader.FindAsync(id, cancellationToken) is not { } job)
        {
            return Problems.NoSuchJob(id);
        }

        using var place = places.Take();
        if (!place.IsAcquired)
        {
            return places.Refuse(request.HttpContext.Response);
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, request.HttpContext.RequestAborted, lifetime.ApplicationStopping);
        var tail = tails.Enter(job.Id);
        try
        {
            // An EventSource connects again when a stream ends, unless it is told that there is nothing more.
            if (after >= 0 && (await tail.ViewAsync(ending.Token)).Done is { } done && done.Sequence <= after)
            {
                return Results.NoContent();
            }

            var stream = new EventStream(request.HttpContext.Response, options.Value, clock, ending.Token);
            await JobEventStream.WriteAsync(tail, stream, after, ending.Token);
        }
        catch (Exception gone) when (ending.IsCancellationRequested || gone is IOException)
        {
            // The reader went away, or the host stops; there is nobody to tell.
        }
        finally
        {
            tails.Leave(job.Id, tail);
        }

        return Results.Empty;
    }

    /// <summary>
    /// <c>GET /api/training/events</c>: a <c>job</c> event for every job that is not over, for each change of any (its creation,
    /// start, cancellation and end, made by whatever process) and for the progress of running ones; <c>removed</c> with the id
    /// of one that is deleted. Changes have ids: <c>Last-Event-ID</c> or <c>?lastEventId=</c> goes on with the jobs that changed
    /// behind one. A reader who has no id yet, or one that is too old to be known, opens the stream first and reads the list then.
    /// </summary>
    [Function(nameof(StreamAllEvents))]
    [Answers(StatusCodes.Status200OK, Files = "text/event-stream")]
    [Parameter("lastEventId", "The id after which the stream goes on.", Type = typeof(int), Minimum = 0, Maximum = int.MaxValue)]
    [Parameter("Last-Event-ID", "The same, as browsers send it.", IsHeader = true, Type = typeof(int), Minimum = 0, Maximum = int.MaxValue)]
    public async Task<IResult> StreamAllEvents(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/training/events")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var after = ReadLastEventId(request, errors);
        if (!errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        // A stream that is open can only be silent; whoever asks while the storage is gone is told so instead.
        await feed.EndAsync(cancellationToken);
        using var place = places.Take();
        if (!place.IsAcquired)
        {
            return places.Refuse(request.HttpContext.Response);
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, request.HttpContext.RequestAborted, lifetime.ApplicationStopping);
        jobs.Enter();
        try
        {
            var stream = new EventStream(request.HttpContext.Response, options.Value, clock, ending.Token);
            await new JobsEventStream(jobs, feed, reader, stream, ending.Token).WriteAsync(after);
        }
        catch (Exception gone) when (ending.IsCancellationRequested || gone is IOException)
        {
            // The reader went away, or the host stops; there is nobody to tell.
        }
        finally
        {
            jobs.Leave();
        }

        return Results.Empty;
    }

    private static int ReadLastEventId(HttpRequest request, ValidationErrors errors)
    {
        var header = request.Headers["Last-Event-ID"].ToString();
        var text = header.Length > 0 ? header : request.Query.TryGetValue("lastEventId", out var given) ? given.ToString() : null;
        if (text is null)
        {
            return -1;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            errors.Add(header.Length > 0 ? "Last-Event-ID" : "lastEventId", $"is '{text}'; allowed is the id of an event of this stream");
        }

        return id;
    }
}
