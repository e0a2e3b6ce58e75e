using System.Text.Json;
using System.Text.RegularExpressions;

namespace Trad.Functions.Tests.Fuzzing;

/// <summary>What the answer to a bad request must be like.</summary>
internal static partial class Refusal
{
    // Kestrel takes no longer line.
    private const int LongestAddress = 8000;
    private const int LongestAnswer = 64 * 1024;

    /// <summary>What is wrong with the answer; null when it is as it should be.</summary>
    public static string? FindFault(Mutation mutation, int status, string? mediaType, string body)
    {
        if (status is >= 200 and < 400)
        {
            // What is wrong with a document is what a check answers.
            return mutation.MustBeRefused && mutation.Operation.Id != "CheckRules" ? "was taken" : null;
        }

        if (status is < 400 or >= 500)
        {
            return "is no refusal";
        }

        if (status == 400 && body.Length == 0 && mutation.MayLeaveOperation)
        {
            // The server itself refuses what is no HTTP, such as a NUL in a path, before any function hears of it.
            return null;
        }

        if (status == 414 && mutation.Address.Length > LongestAddress)
        {
            return null;
        }

        if (mediaType != "application/problem+json")
        {
            return $"is of the type '{mediaType}'";
        }

        if (mutation.Method is not null && status != 405)
        {
            return "does not say that the path has other methods";
        }

        if (!mutation.MayLeaveOperation && mutation.Method is null && !mutation.Operation.Statuses.Contains(status))
        {
            return "is a status that the document does not know of";
        }

        if (Leak().Match(body) is { Success: true } leak)
        {
            return $"tells about the code: '{leak.Value}'";
        }

        return body.Length > LongestAnswer ? $"has {body.Length} characters"
            : body.Contains('<', StringComparison.Ordinal) ? "holds raw markup"
            : FindFault(mutation, status, JsonDocument.Parse(body).RootElement);
    }

    private static string? FindFault(Mutation mutation, int status, JsonElement problem)
    {
        foreach (var name in new[] { "type", "title", "detail" })
        {
            if (!problem.TryGetProperty(name, out var text)
                || text.ValueKind != JsonValueKind.String
                || text.GetString() is not { Length: > 0 })
            {
                return $"has no {name}";
            }
        }

        if (!problem.TryGetProperty("status", out var told) || told.GetInt32() != status)
        {
            return "tells another status";
        }

        if (status != 400)
        {
            return null;
        }

        if (!problem.TryGetProperty("errors", out var errors) || !errors.EnumerateObject().Any())
        {
            return "names no field";
        }

        return mutation.Field is { } field && !errors.EnumerateObject().Any(error => Concerns(error.Name, field))
            ? $"does not name '{field}'"
            : null;
    }

    // A list may be refused as a whole for one of its items, an object for one of its members, and the other way round.
    private static bool Concerns(string error, string field) =>
        error == field || Begins(error, field) || Begins(field, error);

    private static bool Begins(string text, string start) =>
        text.StartsWith(start + ".", StringComparison.Ordinal) || text.StartsWith(start + "[", StringComparison.Ordinal);

    [GeneratedRegex(@"\b(System|Microsoft|Azure|Trad)\.[A-Z]\w+|\bat \w+\.\w+\(|Exception\b|`\d\[|\.cs:line|\.NET\b|RequestId:|<\w+>\w__")]
    private static partial Regex Leak();
}
