using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Web;
using Trad.Functions.Tests.Api.HttpFiles;
using Trad.Testing;

namespace Trad.Functions.Tests.Api.OpenApi;

/// <summary>Takes requests and answers down as examples of the API's document: by operation, lists cut short.</summary>
internal sealed class ApiExampleRecorder
{
    private const int LongestList = 1;
    private const int LongestText = 1_000;

    // The one of W3C's own examples, so that what is recorded anew differs only where the answer does.
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    // How it goes is told by these; more would be a document within the document.
    private static readonly string[] OfDocument = ["openapi", "info", "paths", "components"];

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly SortedDictionary<string, JsonObject> _operations = new(StringComparer.Ordinal);

    /// <summary>Whether the examples are to be written anew.</summary>
    public static bool IsAsked => Environment.GetEnvironmentVariable("TRAD_RECORD_EXAMPLES") == "1";

    /// <summary>The operations of which something was taken down.</summary>
    public IEnumerable<string> Operations => _operations.Keys;

    /// <summary>Takes a call and its answer down; of several of an operation the first of each status counts.</summary>
    public void Add(ApiOperation operation, HttpFileCall call, int status, string? mediaType, string body)
    {
        if (!_operations.TryGetValue(operation.Id, out var entry))
        {
            _operations[operation.Id] = entry = new JsonObject { ["parameters"] = ParametersOf(operation, new Uri(call.Address)) };
            if (call.Body is not null)
            {
                entry["body"] = operation.BodySchema is null ? call.Body : JsonNode.Parse(call.Body);
            }

            entry["answers"] = new JsonObject();
        }

        var answers = entry["answers"]!.AsObject();
        if (body.Length > 0 && !answers.ContainsKey($"{status}"))
        {
            answers[$"{status}"] = ExampleOf(operation, mediaType, body);
        }
    }

    /// <summary>Takes an answer down as it was given.</summary>
    public void AddAnswer(ApiOperation operation, int status, string mediaType, string body)
    {
        if (!_operations.TryGetValue(operation.Id, out var entry))
        {
            _operations[operation.Id] = entry = [];
        }

        entry.TryAdd($"{status}", ExampleOf(operation, mediaType, body));
    }

    /// <summary>Which operations have other requests as examples than were taken down.</summary>
    public IEnumerable<string> FindRequestsUnlike(ApiDocument document)
    {
        foreach (var operation in document.Operations.Where(operation => _operations.ContainsKey(operation.Id)))
        {
            var shown = operation.Json["requestBody"]?["content"]?.AsObject().First().Value!["example"];
            var sent = _operations[operation.Id]["body"];
            if ((sent as JsonObject)?["key"] is null && !JsonNode.DeepEquals(shown, sent))
            {
                yield return $"{operation} has another body as an example than trad.http sends; write the examples anew";
            }
        }
    }

    /// <summary>Writes what was taken down beside the code that reads it.</summary>
    public void Write(string name)
    {
        var all = new JsonObject(
            _operations.Select(operation => KeyValuePair.Create(operation.Key, (JsonNode?)operation.Value.DeepClone())));
        File.WriteAllText(
            ProjectTree.PathTo("src", "Trad.Functions", "Api", "OpenApi", "Examples", name), all.ToJsonString(Indented) + "\n");
    }

    private static JsonObject ParametersOf(ApiOperation operation, Uri address)
    {
        var parameters = new JsonObject();
        foreach (var (own, given) in operation.Path.Trim('/').Split('/').Zip(address.AbsolutePath.Trim('/').Split('/')))
        {
            if (own.StartsWith('{'))
            {
                parameters[own.Trim('{', '}')] = given;
            }
        }

        var query = HttpUtility.ParseQueryString(address.Query);
        foreach (var parameter in operation.Parameters("query").Where(parameter => query[parameter.Name] is not null))
        {
            var text = query[parameter.Name]!;
            parameters[parameter.Name] = (string?)parameter.Schema["type"] is "integer" or "number" or "boolean"
                ? JsonNode.Parse(text)
                : text;
        }

        return parameters;
    }

    private static JsonNode ExampleOf(ApiOperation operation, string? mediaType, string body)
    {
        if (mediaType?.EndsWith("json", StringComparison.Ordinal) != true)
        {
            return body.Length > LongestText ? body[..(body.LastIndexOf('\n', LongestText) + 1)] : body;
        }

        var example = JsonNode.Parse(body)!;
        if (operation.Id == "GetOpenApi" && example["openapi"] is not null)
        {
            foreach (var part in example.AsObject().Select(member => member.Key).Except(OfDocument).ToList())
            {
                example.AsObject().Remove(part);
            }

            example["paths"] = new JsonObject();
            example["components"] = new JsonObject();
        }

        if (example is JsonObject problem && problem.ContainsKey("traceId"))
        {
            problem["traceId"] = Trace;
        }

        Shorten(example);
        return example;
    }

    private static void Shorten(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            while (list.Count > LongestList && list[0] is JsonObject or JsonArray)
            {
                list.RemoveAt(list.Count - 1);
            }

            foreach (var item in list)
            {
                Shorten(item);
            }
        }
        else if (node is JsonObject fields)
        {
            foreach (var (_, value) in fields)
            {
                Shorten(value);
            }
        }
    }
}
