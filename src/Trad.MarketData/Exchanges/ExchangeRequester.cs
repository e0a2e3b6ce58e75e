using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Trad.MarketData.Exchanges;

/// <summary>
/// Sends one exchange's requests: waits for the shared budget, obeys 429 and 418, and asks again when an answer is late,
/// cut off or no JSON. Errors that a repetition cannot mend end at once.
/// </summary>
internal sealed partial class ExchangeRequester(
    string exchange, HttpClient http, RequestBudget budget, ExchangeOptions options, TimeProvider clock)
{
    private const string UsedWeight = "X-MBX-USED-WEIGHT-1M";

    // A month of one-minute candles is a zip of two megabytes, a page of a thousand candles a quarter of one.
    private const long LargestAnswer = 64L << 20;

    // Beside the retries of the client, which know neither the body nor the budget. The library's own limit allows for no less
    // than one repetition, the options do.
    private readonly ResiliencePipeline _attempts = new ResiliencePipelineBuilder { TimeProvider = clock }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = attempt => ValueTask.FromResult(
                attempt.Outcome.Exception is { } fault && IsPassing(fault) && attempt.AttemptNumber + 1 < options.Attempts),
            MaxRetryAttempts = int.MaxValue,
            DelayGenerator = attempt => ValueTask.FromResult<TimeSpan?>(
                options.RetryPause * Math.Pow(2, attempt.AttemptNumber) * (0.5 + Random.Shared.NextDouble())),
        })
        .Build();

    /// <summary>The parsed answer.</summary>
    /// <param name="path">Path and query, relative to the base address.</param>
    /// <param name="weight">What the request costs.</param>
    /// <param name="parse">
    /// Reads the body; throws <see cref="JsonException"/> or <see cref="FormatException"/> when it is not what was asked.
    /// </param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <param name="mediaType">The content type that the answer must have; null for any.</param>
    public async Task<T> GetAsync<T>(
        string path, int weight, Func<byte[], T> parse, CancellationToken cancellationToken, string? mediaType = "application/json")
    {
        try
        {
            return await _attempts.ExecuteAsync(
                async token =>
                {
                    await budget.SpendAsync(weight, token);
                    using var patience = new CancellationTokenSource(options.AnswerTimeout, clock);
                    using var either = CancellationTokenSource.CreateLinkedTokenSource(token, patience.Token);
                    return await AskAsync(path, parse, mediaType, either.Token);
                },
                cancellationToken);
        }
        catch (Exception fault) when (IsPassing(fault) && !cancellationToken.IsCancellationRequested)
        {
            throw new ExchangeException($"{exchange} did not answer {path} in {options.Attempts} attempts: {Describe(fault)}", fault);
        }
    }

    private async Task<T> AskAsync<T>(string path, Func<byte[], T> parse, string? mediaType, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(
            new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (answer.Headers.TryGetValues(UsedWeight, out var used)
            && int.TryParse(used.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var weight))
        {
            budget.Observe(weight);
        }

        await answer.Content.LoadIntoBufferAsync(LargestAnswer, cancellationToken);
        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        switch (answer.StatusCode)
        {
            case HttpStatusCode.OK:
                var type = answer.Content.Headers.ContentType?.MediaType;
                return mediaType is null || type == mediaType
                    ? parse(body)
                    : throw new FormatException($"the answer is {type ?? "of no type"}, expected {mediaType}");
            case HttpStatusCode.TooManyRequests:
                budget.Pause(RetryAfter(answer) ?? options.LimitPause);
                throw new HttpRequestException("429: the request limit is used up", null, answer.StatusCode);
            case (HttpStatusCode)418:
                throw budget.Ban(BanEnd(body) ?? clock.GetUtcNow() + (RetryAfter(answer) ?? TimeSpan.FromMinutes(2)));
            case >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout:
                throw new HttpRequestException($"{(int)answer.StatusCode}: {Shorten(body)}", null, answer.StatusCode);
            default:
                throw new ExchangeException($"{exchange} refused {path} with {(int)answer.StatusCode}: {Shorten(body)}", answer.StatusCode);
        }
    }

    private static bool IsPassing(Exception fault) =>
        fault is HttpRequestException or IOException or JsonException or FormatException or OperationCanceledException
            or ExecutionRejectedException;

    private string Describe(Exception fault) => fault switch
    {
        BrokenCircuitException { InnerException: { } cause } => $"it failed too often in a row, last since {Describe(cause)}",
        BrokenCircuitException => "it failed too often in a row and is left alone for a while.",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError } =>
            $"it cannot be reached; is there a network? ({fault.Message})",
        OperationCanceledException => $"no whole answer within {options.AnswerTimeout.TotalSeconds:0.###} seconds.",
        JsonException => "the answer is cut off or no JSON.",
        _ => fault.Message,
    };

    private TimeSpan? RetryAfter(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } length } => length,
        { Date: { } date } => date - clock.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero,
        _ => null,
    };

    private static DateTimeOffset? BanEnd(byte[] body) =>
        BannedUntil().Match(Encoding.UTF8.GetString(body)) is { Success: true } match
            ? DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
            : null;

    private static string Shorten(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 300)));
        return text.Length == 0 ? "(no text)" : text;
    }

    [GeneratedRegex(@"banned until (\d{12,14})", RegexOptions.CultureInvariant)]
    private static partial Regex BannedUntil();
}
