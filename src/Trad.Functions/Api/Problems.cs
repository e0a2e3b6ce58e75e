using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Trad.Training;

namespace Trad.Functions.Api;

/// <summary>Errors as problem details (RFC 9457).</summary>
internal static class Problems
{
    // What a message quotes may be as long as a body; its beginning and its end, where the allowed is told, are enough.
    private const int LongestMessage = 2000;
    private const int KeptStart = 300;
    private const int KeptEnd = 1600;
    private const int LongestField = 200;
    private const int MostFields = 50;
    private const int MostMessages = 10;

    /// <summary>400: the request is wrong, field by field.</summary>
    public static IResult Invalid(ValidationErrors errors) => Invalid(errors.ByField);

    /// <summary>400: one field is wrong.</summary>
    public static IResult Invalid(string field, string message) =>
        Invalid(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [message] });

    /// <summary>404: there is no such thing.</summary>
    public static IResult NotFound(string detail) => Problem(StatusCodes.Status404NotFound, "Not found", detail);

    /// <summary>404: there is no such training job.</summary>
    public static IResult NoSuchJob(string id) => NotFound($"There is no training job '{id}'.");

    /// <summary>An error of the given status.</summary>
    public static IResult Problem(int status, string title, string detail) =>
        Write(new ProblemDetails { Status = status, Title = title, Detail = detail }, status);

    private static ProblemResult Invalid(IReadOnlyDictionary<string, string[]> errors)
    {
        var told = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var (field, messages) in errors.Take(MostFields))
        {
            told[Shorten(field, LongestField, LongestField, 0)] = messages.Length <= MostMessages
                ? [.. messages.Select(Shorten)]
                : [.. messages.Take(MostMessages).Select(Shorten), $"and {messages.Length - MostMessages} more"];
        }

        return Write(
            new ValidationProblemDetails(told)
            {
                Status = StatusCodes.Status400BadRequest,
                Title = "The request is not valid.",
                Detail = string.Join("; ", told.SelectMany(error => error.Value.Select(message => $"{error.Key}: {message}"))),
            },
            StatusCodes.Status400BadRequest);
    }

    private static ProblemResult Write(ProblemDetails problem, int status)
    {
        problem.Type = TypeOf(status);
        problem.Detail = Shorten(problem.Detail!);
        return new ProblemResult(problem);
    }

    // The section of RFC 9110 that describes the status, which is what a problem of no further type means.
    private static string TypeOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.1",
        StatusCodes.Status401Unauthorized => "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2",
        StatusCodes.Status403Forbidden => "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.4",
        StatusCodes.Status404NotFound => "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.5",
        StatusCodes.Status405MethodNotAllowed => "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6",
        StatusCodes.Status409Conflict => "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.10",
        StatusCodes.Status408RequestTimeout => "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.9",
        StatusCodes.Status410Gone => "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.11",
        StatusCodes.Status412PreconditionFailed => "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.13",
        StatusCodes.Status413PayloadTooLarge => "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.14",
        StatusCodes.Status414UriTooLong => "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.15",
        StatusCodes.Status415UnsupportedMediaType => "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.16",
        StatusCodes.Status421MisdirectedRequest => "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.20",
        StatusCodes.Status422UnprocessableEntity => "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.21",
        StatusCodes.Status429TooManyRequests => "https://www.rfc-editor.org/rfc/rfc6585#section-4",
        StatusCodes.Status500InternalServerError => "https://www.rfc-editor.org/rfc/rfc9110#section-15.6.1",
        StatusCodes.Status502BadGateway => "https://www.rfc-editor.org/rfc/rfc9110#section-15.6.3",
        StatusCodes.Status503ServiceUnavailable => "https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4",
        _ => "about:blank",
    };

    private static string Shorten(string message) => Shorten(message, LongestMessage, KeptStart, KeptEnd);

    private static string Shorten(string text, int longest, int start, int end)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        // Half of a surrogate pair would be no text.
        start -= char.IsHighSurrogate(text[start - 1]) ? 1 : 0;
        end -= end > 0 && char.IsLowSurrogate(text[^end]) ? 1 : 0;
        return $"{text[..start]}…{text[^end..]}";
    }
}
