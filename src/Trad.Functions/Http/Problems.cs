using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Trad.Training;
using Trad.Training.Requests;

namespace Trad.Functions.Http;

/// <summary>Errors as problem details (RFC 9457).</summary>
internal static class Problems
{
    private const string ContentType = "application/problem+json";

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

    private static IResult Invalid(IReadOnlyDictionary<string, string[]> errors) => Write(
        new ValidationProblemDetails(errors.ToDictionary(StringComparer.Ordinal))
        {
            Status = StatusCodes.Status400BadRequest,
            Title = "The request is not valid.",
            Detail = string.Join("; ", errors.SelectMany(error => error.Value.Select(message => $"{error.Key}: {message}"))),
        },
        StatusCodes.Status400BadRequest);

    private static IResult Write<T>(T problem, int status)
        where T : ProblemDetails =>
        Results.Json(problem, TradJson.Options, ContentType, status);
}
