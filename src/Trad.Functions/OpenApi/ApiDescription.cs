using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Trad.Functions.Http;

namespace Trad.Functions.OpenApi;

/// <summary>Describes the HTTP functions of an assembly as an OpenAPI 3.1 document, from their attributes, types and comments.</summary>
internal sealed partial class ApiDescription
{
    private const string Json = "application/json";
    private const string Problem = "application/problem+json";

    private readonly DocumentationComments _comments;
    private readonly SchemaRegistry _schemas;
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
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.IsDefined(typeof(FunctionAttribute)))
            .OrderBy(method => method.Name, StringComparer.Ordinal))
        {
            if (method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(found => found is not null) is { } trigger
                && trigger.Route is { } route && route.StartsWith("api/", StringComparison.Ordinal))
            {
                Add(method, trigger, route);
            }
        }
    }

    /// <summary>The document.</summary>
    public static JsonObject Of(Assembly functions)
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
            },
            ["paths"] = description._paths,
            ["components"] = new JsonObject { ["schemas"] = description._schemas.ToJson() },
        };
    }

    private void Add(MethodInfo method, HttpTriggerAttribute trigger, string route)
    {
        var path = $"/{Constraint().Replace(route, "{$1}")}";
        var item = _paths[path] as JsonObject ?? [];
        _paths[path] = item;
        foreach (var verb in trigger.Methods ?? [])
        {
            item[verb.ToLowerInvariant()] = Operation(method, path);
        }
    }

    private JsonObject Operation(MethodInfo method, string path)
    {
        var operation = new JsonObject
        {
            ["operationId"] = method.Name,
            ["summary"] = _comments.Of(method) ?? method.Name,
            ["tags"] = new JsonArray(path.Split('/')[2]),
            ["parameters"] = Parameters(method, path),
        };
        if (method.GetCustomAttribute<TakesAttribute>() is { } takes)
        {
            operation["requestBody"] = new JsonObject
            {
                ["required"] = !takes.IsOptional,
                ["content"] = takes.Type is { } type ? Content(Json, _schemas.Refer(type)) : Content("application/octet-stream", new JsonObject()),
            };
        }

        operation["responses"] = Responses(method.GetCustomAttribute<AnswersAttribute>());
        return operation;
    }

    private static JsonArray Parameters(MethodInfo method, string path)
    {
        var parameters = new JsonArray();
        foreach (var name in RouteParameter().Matches(path).Select(match => match.Groups[1].Value))
        {
            parameters.Add(Parameter(name, "path", isRequired: true, Schema(typeof(string), ""), $"The {name} of the {path.Split('/')[2].TrimEnd('s')}."));
        }

        if (method.IsDefined(typeof(PagedAttribute)))
        {
            parameters.Add(Parameter("limit", "query", false, Schema(typeof(int), ""), "Items per page, 1 to 1000; 50 when absent."));
            parameters.Add(Parameter("continuationToken", "query", false, Schema(typeof(string), ""), "The token of the page before."));
        }

        foreach (var given in method.GetCustomAttributes<ParameterAttribute>())
        {
            parameters.Add(Parameter(
                given.Name, given.IsHeader ? "header" : "query", given.IsRequired, Schema(given.Type, given.Values), given.Description));
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

    private static JsonObject Schema(Type type, string values)
    {
        var schema = new JsonObject
        {
            ["type"] = type == typeof(int) ? "integer" : type == typeof(double) ? "number" : type == typeof(bool) ? "boolean" : "string",
        };
        if (type == typeof(DateTimeOffset))
        {
            schema["format"] = "date-time";
        }

        if (values.Length > 0)
        {
            schema["enum"] = new JsonArray([.. values.Split('|').Select(value => (JsonNode)value)]);
        }

        return schema;
    }

    private JsonObject Responses(AnswersAttribute? answers)
    {
        var responses = new JsonObject();
        if (answers is not null)
        {
            var content = answers.Type is { } type ? Content(Json, _schemas.Refer(type)) : [];
            foreach (var file in answers.Files.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                content[file] = new JsonObject();
            }

            var success = new JsonObject { ["description"] = "Done." };
            if (content.Count > 0)
            {
                success["content"] = content;
            }

            responses[$"{answers.Status}"] = success;
            foreach (var status in answers.Also.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                responses[status] = new JsonObject { ["description"] = status == "304" ? "The client has it already." : "Done." };
            }
        }

        responses["default"] = new JsonObject
        {
            ["description"] = "What is wrong, field by field where it is the request.",
            ["content"] = Content(Problem, _schemas.Refer(typeof(ApiProblem))),
        };
        return responses;
    }

    private static JsonObject Content(string type, JsonNode schema) => new() { [type] = new JsonObject { ["schema"] = schema } };

    [GeneratedRegex(@"\{\*?(\w+)[^}]*\}")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex RouteParameter();
}
