using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Trad.Functions.Operations;

namespace Trad.Functions.Api.OpenApi;

/// <summary>Describes the HTTP functions of an assembly as an OpenAPI 3.1 document, from their attributes, types and comments.</summary>
internal sealed partial class ApiDescription
{
    private const string Json = "application/json";
    private const string Problem = "application/problem+json";

    private readonly DocumentationComments _comments;
    private readonly SchemaRegistry _schemas;
    private readonly ApiExamples _examples = ApiExamples.Read();
    private readonly JsonObject _paths = [];

    private ApiDescription(Assembly functions)
    {
        _comments = new DocumentationComments(
            functions.GetReferencedAssemblies()
                .Where(name => name.Name!.StartsWith("Trad.", StringComparison.Ordinal))
                .Select(Assembly.Load)
                .Prepend(functions));
        _schemas = new SchemaRegistry(_comments);
        foreach (var method in functions.GetExportedTypes()
            .SelectMany(
                type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.IsDefined(typeof(FunctionAttribute)))
            .OrderBy(method => method.Name, StringComparer.Ordinal))
        {
            if (method.GetParameters().Select(
                parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(found => found is not null) is { } trigger
                && trigger is { Methods: not null, Route: { } route } && route.StartsWith("api/", StringComparison.Ordinal))
            {
                Add(method, trigger, route);
            }
        }
    }

    /// <summary>The document.</summary>
    /// <param name="functions">The assembly of the functions.</param>
    /// <param name="server">The address that clients reach the API at.</param>
    public static JsonObject Generate(Assembly functions, string server)
    {
        var description = new ApiDescription(functions);
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Trad",
                ["version"] = AppVersion.Current,
                ["description"] = "Trains trading strategies on candle data. Times are UTC in ISO 8601, ranges include their start and exclude their end, errors are problem details (RFC 9457).",
                ["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = server, ["description"] = "The host that gave this document." }),
            ["tags"] = ApiTags.ToJson(),
            ["paths"] = description._paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = description._schemas.ToJson(),
                ["responses"] = CommonAnswers.ToJson(Content(Problem, description._schemas.Refer(typeof(ApiProblem)))),
                ["securitySchemes"] = CommonAnswers.SecuritySchemes(),
            },
            ["security"] = CommonAnswers.Security(),
        };
    }

    private void Add(MethodInfo method, HttpTriggerAttribute trigger, string route)
    {
        var path = $"/{Constraint().Replace(route, "{$1}")}";
        var item = _paths[path] as JsonObject ?? [];
        _paths[path] = item;
        foreach (var verb in trigger.Methods!)
        {
            var operation = Operation(method, path);
            CommonAnswers.AddTo(operation, method, verb);
            item[verb.ToLowerInvariant()] = operation;
        }
    }

    private JsonObject Operation(MethodInfo method, string path)
    {
        var description = _comments.Describe(method) ?? method.Name;
        var operation = new JsonObject
        {
            ["operationId"] = method.Name,
            ["summary"] = FirstClause().Match(description).Value,
            ["description"] = description,
            ["tags"] = new JsonArray(ApiTags.Find(path.Split('/')[2])),
            ["parameters"] = Parameters(method, path),
        };
        if (method.GetCustomAttribute<TakesAttribute>() is { } takes)
        {
            operation["requestBody"] = new JsonObject
            {
                ["required"] = !takes.IsOptional,
                ["content"] = takes switch
                {
                    { Type: null } => Content("application/octet-stream", new JsonObject()),
                    { IsChanges: true } => Content(Json, _schemas.ReferToChanges(takes.Type)),
                    _ => Content(Json, _schemas.Refer(takes.Type)),
                },
            };
        }

        operation["responses"] = Responses(method);
        _examples.AddTo(operation);
        return operation;
    }

    private static JsonArray Parameters(MethodInfo method, string path)
    {
        var parameters = new JsonArray();
        foreach (var name in RouteParameter().Matches(path).Select(match => match.Groups[1].Value))
        {
            parameters.Add(
                Parameter(
                    name, "path", isRequired: true, Schema(new ParameterAttribute("", "")),
                    $"The {name} of the {path.Split('/')[2].TrimEnd('s')}."));
        }

        if (method.IsDefined(typeof(PagedAttribute)))
        {
            parameters.Add(
                Parameter(
                    "limit", "query", false,
                    Schema(new ParameterAttribute("", "") { Type = typeof(int), Minimum = 1, Maximum = Paging.MaximumLimit }),
                    "Items per page, 1 to 1000; 50 when absent."));
            parameters.Add(
                Parameter("continuationToken", "query", false, Schema(new ParameterAttribute("", "")), "The token of the page before."));
        }

        if (method.IsDefined(typeof(TaggedAttribute)))
        {
            parameters.Add(
                Parameter(
                    "If-None-Match", "header", false, Schema(new ParameterAttribute("", "")),
                    "The entity tag that the client has; 304 when it is still the same."));
        }

        foreach (var given in method.GetCustomAttributes<ParameterAttribute>())
        {
            parameters.Add(Parameter(given.Name, given.IsHeader ? "header" : "query", given.IsRequired, Schema(given), given.Description));
        }

        return parameters;
    }

    private static JsonObject Parameter(string name, string place, bool isRequired, JsonObject schema, string description) => new()
    {
        ["name"] = name,
        ["in"] = place,
        ["required"] = isRequired,
        ["description"] = description,
        ["schema"] = schema,
    };

    private static JsonObject Schema(ParameterAttribute parameter)
    {
        var type = parameter.Type;
        var schema = new JsonObject
        {
            ["type"] = type == typeof(int) ? "integer" : type == typeof(double) ? "number" : type == typeof(bool) ? "boolean" : "string",
        };
        if (type == typeof(DateTimeOffset))
        {
            schema["format"] = "date-time";
        }

        if (parameter.MaximumLength > 0)
        {
            schema["maxLength"] = parameter.MaximumLength;
        }

        if (parameter.Pattern.Length > 0)
        {
            schema["pattern"] = parameter.Pattern;
        }

        if (!double.IsNaN(parameter.Minimum))
        {
            schema["minimum"] = parameter.Minimum;
            schema["maximum"] = parameter.Maximum;
        }

        if (parameter.Values.Length > 0)
        {
            schema["enum"] = new JsonArray([.. parameter.Values.Split('|').Select(value => (JsonNode)value)]);
        }

        return schema;
    }

    private JsonObject Responses(MethodInfo method)
    {
        var responses = new JsonObject();
        foreach (var answers in method.GetCustomAttributes<AnswersAttribute>())
        {
            var content = answers.Type is { } type ? Content(Json, _schemas.Refer(type)) : [];
            foreach (var file in Split(answers.Files))
            {
                content[file] = new JsonObject();
            }

            var success = new JsonObject { ["description"] = "Done." };
            if (content.Count > 0)
            {
                success["content"] = content;
            }

            responses[$"{answers.Status}"] = success;
            foreach (var status in Split(answers.Also))
            {
                responses[status] = new JsonObject { ["description"] = "Done." };
            }

            foreach (var status in Split(answers.Errors).Prepend("400"))
            {
                responses[status] = Failure(MeaningOf(status));
            }
        }

        if (method.IsDefined(typeof(TakesAttribute)))
        {
            responses["413"] = Failure(MeaningOf("413"));
        }

        responses["default"] = Failure(
            "What any request may be told: 503 with Retry-After while the storage does not answer or the host stops, 500 with a traceId for what nobody foresaw.");

        if (method.IsDefined(typeof(TaggedAttribute)))
        {
            responses["304"] = new JsonObject { ["description"] = "The client has it already." };
        }

        return responses;
    }

    private JsonObject Failure(string description) => new()
    {
        ["description"] = description,
        ["content"] = Content(Problem, _schemas.Refer(typeof(ApiProblem))),
    };

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string MeaningOf(string status) => status switch
    {
        "400" => "The request is wrong; errors tells what, field by field.",
        "404" => "There is no such thing.",
        "409" => "It cannot be done as things stand.",
        "410" => "It is too late for it.",
        "412" => "It was changed since the client read it.",
        "413" => "The body is larger than what is taken; the detail names the limit.",
        "422" => "The idempotency key was used for another request.",
        "502" => "The exchange does not answer.",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A status that a function answers needs a meaning."),
    };

    private static JsonObject Content(string type, JsonNode schema) => new() { [type] = new JsonObject { ["schema"] = schema } };

    [GeneratedRegex(@"\{\*?(\w+)[^}]*\}")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"^.*?(?=[:;]\s|\.\s|\.$|$)")]
    private static partial Regex FirstClause();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex RouteParameter();
}
