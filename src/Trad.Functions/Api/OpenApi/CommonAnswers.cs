using System.Reflection;
using System.Text.Json.Nodes;
using Trad.Functions.Api.Access;

namespace Trad.Functions.Api.OpenApi;

/// <summary>What every operation may answer before its function is asked, and how callers show who they are.</summary>
internal static class CommonAnswers
{
    private static readonly (string Status, string Name, string Meaning)[] All =
    [
        ("401", "Unauthorized", "Neither a key nor a session, or one that is not valid."),
        ("403", "Forbidden", "The key or session may only read, or a page of another site sent this."),
        ("415", "FormContent", "A web page sent this with a form's content type."),
        ("421", "WrongHost", "The Host is not a name of this server."),
        ("429", "TooManyRequests", "Too many requests; Retry-After tells when to try again."),
    ];

    /// <summary>The answers, to which operations refer.</summary>
    /// <param name="content">Problem details.</param>
    public static JsonObject ToJson(JsonObject content) =>
        new(
            All.Select(
                answer => KeyValuePair.Create(
                    answer.Name, (JsonNode?)new JsonObject { ["description"] = answer.Meaning, ["content"] = content.DeepClone() })));

    /// <summary>The ways to show who one is.</summary>
    public static JsonObject SecuritySchemes() => new()
    {
        ["key"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = AccessSessions.KeyHeader },
        ["session"] = new JsonObject { ["type"] = "apiKey", ["in"] = "cookie", ["name"] = SessionCookie.Name },
    };

    /// <summary>Either way; or none, where the server asks for no key.</summary>
    public static JsonArray Security() => [new JsonObject { ["key"] = new JsonArray() }, new JsonObject { ["session"] = new JsonArray() },
        new JsonObject()];

    /// <summary>Adds references to the answers that an operation may give beside its own.</summary>
    public static void AddTo(JsonObject operation, MethodInfo function, string verb)
    {
        var responses = operation["responses"]!.AsObject();
        var isOpen = function.GetCustomAttribute<AccessAttribute>() is { Level: AccessLevel.Anyone };
        if (isOpen)
        {
            operation["security"] = new JsonArray();
        }

        foreach (var (status, name, _) in All)
        {
            var isPossible = status switch
            {
                "401" or "403" => !isOpen || !FunctionAccess.IsSafe(verb),
                "415" => !FunctionAccess.IsSafe(verb),
                _ => true,
            };
            if (isPossible && !responses.ContainsKey(status))
            {
                responses[status] = new JsonObject { ["$ref"] = $"#/components/responses/{name}" };
            }
        }
    }
}
