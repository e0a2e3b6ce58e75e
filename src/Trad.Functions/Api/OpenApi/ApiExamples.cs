using System.Text.Json.Nodes;

namespace Trad.Functions.Api.OpenApi;

/// <summary>
/// Examples of requests and answers, recorded from the running app: <c>calls.json</c> from the calls of <c>trad.http</c>,
/// <c>problems.json</c> from the tests that get every answer. Both are by operation; lists are cut short.
/// </summary>
internal sealed class ApiExamples
{
    private readonly JsonObject _calls;
    private readonly JsonObject _problems;

    private ApiExamples(JsonObject calls, JsonObject problems)
    {
        _calls = calls;
        _problems = problems;
    }

    /// <summary>Reads what was recorded.</summary>
    public static ApiExamples Read() => new(Read("calls.json"), Read("problems.json"));

    /// <summary>Adds the examples of an operation to its parameters, its body and its answers.</summary>
    public void AddTo(JsonObject operation)
    {
        var id = (string)operation["operationId"]!;
        var call = _calls[id];
        foreach (var parameter in operation["parameters"]!.AsArray())
        {
            if (call?["parameters"]?[(string)parameter!["name"]!] is { } value)
            {
                parameter["example"] = value.DeepClone();
            }
        }

        Put(operation["requestBody"]?["content"], call?["body"]);
        foreach (var (status, response) in operation["responses"]!.AsObject())
        {
            Put(response!["content"], call?["answers"]?[status] ?? _problems[id]?[status]);
        }
    }

    // What is recorded is of the first form that an answer has.
    private static void Put(JsonNode? content, JsonNode? example)
    {
        if (example is not null && content is JsonObject { Count: > 0 } forms)
        {
            forms.First().Value!["example"] = example.DeepClone();
        }
    }

    private static JsonObject Read(string name)
    {
        using var stream = typeof(ApiExamples).Assembly.GetManifestResourceStream($"examples/{name}")
            ?? throw new InvalidOperationException($"The assembly lacks its examples of the API, {name}.");
        return JsonNode.Parse(stream)!.AsObject();
    }
}
