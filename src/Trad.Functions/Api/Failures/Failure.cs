using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Trad.Candles.Stores;
using Trad.Storage.Requests;

namespace Trad.Functions.Api.Failures;

/// <summary>What a request is told that could not be answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="Title">What kind of failure it is.</param>
/// <param name="Detail">What happened, and what can be done.</param>
internal sealed record Failure(int Status, string Title, string Detail)
{
    /// <summary>The host stops: whoever asks again asks the next one.</summary>
    public static readonly Failure Stopping = new(
        StatusCodes.Status503ServiceUnavailable, "The host is stopping",
        "The request was not carried out, or not to its end; ask again when the host is back.");

    /// <summary>Whether it may be gone when somebody asks again.</summary>
    public bool IsPassing => Status == StatusCodes.Status503ServiceUnavailable;

    /// <summary>Whether nobody foresaw it.</summary>
    public bool IsUnforeseen => Status == StatusCodes.Status500InternalServerError;

    /// <summary>What an exception comes to.</summary>
    /// <param name="exception">What a function threw.</param>
    /// <param name="traceId">Where the log has it.</param>
    /// <param name="maxBodyBytes">The limit of bodies.</param>
    public static Failure FromException(Exception exception, string traceId, long maxBodyBytes) => exception switch
    {
        BodyTooLargeException large => new(
            StatusCodes.Status413PayloadTooLarge, "The body is too large", large.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => TooLarge(maxBodyBytes),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => new(
            StatusCodes.Status408RequestTimeout, "The body did not come",
            "The body of the request stopped coming, or came too slowly; send it again."),
        BadHttpRequestException wrong => Empty(wrong.StatusCode),
        DamagedRecordException damaged => new(
            StatusCodes.Status409Conflict, "A record is damaged",
            $"{damaged.Message} Perhaps a newer version wrote it; what cannot be read can be deleted."),
        CandleStoreException damaged => new(StatusCodes.Status409Conflict, "Stored candles cannot be read", damaged.Message),
        RpcException { StatusCode: StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted } => new(
            StatusCodes.Status503ServiceUnavailable, "The orchestrations do not answer",
            "The host of the orchestrations does not answer; ask again."),
        OperationCanceledException => new(
            StatusCodes.Status503ServiceUnavailable, "The request was ended",
            "It took longer than something that it needs gives it; ask again."),
        _ when StorageFailure.Describe(exception) is { } what => new(
            StatusCodes.Status503ServiceUnavailable, "The storage does not answer", $"The storage {what}; see /api/health, and ask again."),
        _ => new(
            StatusCodes.Status500InternalServerError, "Something went wrong here",
            $"Nobody foresaw this; the log has it under the trace '{traceId}'."),
    };

    /// <summary>What an answer without a word comes to: one of the server, or of a function that is not ours.</summary>
    public static Failure Empty(int status) => status switch
    {
        StatusCodes.Status400BadRequest =>
            new(status, "The request is no HTTP", "The server cannot read the request line, the headers or the body."),
        StatusCodes.Status404NotFound => new(status, "Not found", "There is nothing here; the API is described at /api/openapi.json."),
        StatusCodes.Status405MethodNotAllowed =>
            new(status, "Method not allowed", "The path does not answer this method; Allow tells which it answers."),
        StatusCodes.Status413PayloadTooLarge => new(status, "The body is too large", "The body is larger than the server takes."),
        StatusCodes.Status414UriTooLong => new(status, "The address is too long", "The server takes a request line of 8192 bytes."),
        StatusCodes.Status431RequestHeaderFieldsTooLarge =>
            new(status, "The headers are too large", "The server takes 32768 bytes of headers, 100 at most."),
        StatusCodes.Status503ServiceUnavailable => Stopping,
        _ =>
            new(
                status, ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } reason ? reason : "The request failed",
                $"The server answers {status} without a reason."),
    };

    private static Failure TooLarge(long maxBodyBytes) => new(
        StatusCodes.Status413PayloadTooLarge,
        "The body is too large",
        FormattableString.Invariant(
            $"The body is larger than {maxBodyBytes} bytes, which is the most that is taken (Trad__Api__MaxBodyBytes). Candles may be sent as Parquet, Feather or gzip, or month by month."));
}
