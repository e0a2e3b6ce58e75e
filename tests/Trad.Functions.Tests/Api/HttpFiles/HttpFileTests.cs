using System.Text.Json.Nodes;
using Trad.Functions.Tests.Api.OpenApi;
using Trad.Functions.Tests.Assets;
using Trad.Testing;

namespace Trad.Functions.Tests.Api.HttpFiles;

/// <summary>
/// <c>trad.http</c>, sent as it is to a running app that asks for a key; and the examples of the API's document, which come from it.
/// <c>TRAD_RECORD_EXAMPLES=1</c> writes them anew.
/// </summary>
public sealed class HttpFileTests : IAsyncLifetime
{
    private const string Key = "write-0123456789abcdef";

    private readonly TrainedAssets _trained;

    public HttpFileTests(AzuriteFixture azurite)
    {
        _trained = new TrainedAssets(azurite);
        _trained.App.Settings["Trad:Access:Key"] = Key;
        _trained.App.DefaultHeader = ("x-functions-key", Key);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _trained.InitializeAsync();

    public ValueTask DisposeAsync() => _trained.DisposeAsync();

    [Fact]
    public async Task Calls_of_the_http_file_are_all_that_the_api_has_work_from_top_to_bottom_and_are_the_documents_examples()
    {
        var document = await ApiDocument.ReadAsync(_trained.App.Http, Cancellation);
        var file = HttpFile.Read();
        using var http = new HttpClient();
        var run = new HttpFileRun(
            file, http,
            new Dictionary<string, string>
            {
                ["host"] = _trained.App.Http.BaseAddress!.GetLeftPart(UriPartial.Authority),
                ["key"] = Key,
            });
        var recorded = new ApiExampleRecorder();
        var faults = new List<string>();

        foreach (var planned in file.Calls)
        {
            var call = run.Resolve(planned);
            var operation = document.Find(call.Method, new Uri(call.Address).AbsolutePath);
            var (status, type, body) = await run.SendAsync(call, Cancellation);
            if (operation is null)
            {
                faults.Add($"{call.Name}: {call.Method} {call.Address} is of no operation");
            }
            else if (status is 400 or 401 or 403 or 404 or 405 or 410 or 415 or >= 500)
            {
                faults.Add($"{call.Name}: {call.Method} {call.Address} was answered {status}: {body}");
            }
            else
            {
                recorded.Add(operation, call, status, type, body);
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.Equal(
            [],
            document.Operations.Select(operation => operation.Id).Except(recorded.Operations, StringComparer.Ordinal));
        if (ApiExampleRecorder.IsAsked)
        {
            recorded.Write("calls.json");
        }

        Assert.Equal([], recorded.FindRequestsUnlike(document));
    }

    [Fact]
    public async Task Examples_of_the_document_have_the_forms_that_it_describes_and_every_answer_with_a_body_has_one()
    {
        var document = await ApiDocument.ReadAsync(_trained.App.Http, Cancellation);
        var faults = new List<string>();
        foreach (var operation in document.Operations)
        {
            foreach (var (status, response) in operation.Json["responses"]!.AsObject())
            {
                if (response!["$ref"] is null
                    && status != "default"
                    && response["content"]?.AsObject().FirstOrDefault() is { Value: { } form })
                {
                    faults.AddRange(Check(document, $"{operation}: {status}", form));
                }
            }

            if (operation.Json["requestBody"]?["content"]?.AsObject().First().Value is { } body)
            {
                faults.AddRange(Check(document, $"{operation}: its body", body));
            }

            faults.AddRange(operation.Parameters("path").Where(parameter => parameter.Example is null)
                .Select(parameter => $"{operation}: {parameter.Name} has no example"));
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    private static IEnumerable<string> Check(ApiDocument document, string what, JsonNode form)
    {
        if (form["example"] is not { } example)
        {
            return [$"{what} has no example"];
        }

        // What an answer has gained since its example was recorded says nothing wrong of it.
        return form["schema"] is { } schema && schema.AsObject().Count > 0
            ? document.FindFaults(schema, example.ToJsonString(), mayLackFields: true).Take(3).Select(fault => $"{what} {fault}")
            : [];
    }
}
