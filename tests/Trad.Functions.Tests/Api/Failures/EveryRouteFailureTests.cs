using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Trad.Functions.Tests.Hosting;
using Trad.LocalRuntime.Hosting;
using Trad.Testing;

namespace Trad.Functions.Tests.Api.Failures;

/// <summary>Every route of the app whose function fails as nobody foresaw, or is ended because the host stops.</summary>
public sealed partial class EveryRouteFailureTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly AppHost _app = new(azurite);
    private readonly ConcurrentDictionary<string, bool> _reached = [];

    private Func<HttpContext, Task> _fail = _ => throw new InvalidOperationException("secret words of a library");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IReadOnlyList<FunctionDescription> Routes =>
        [.. _app.Functions.Where(function => function.Trigger == "httpTrigger")];

    public ValueTask InitializeAsync()
    {
        _app.BeforeFunctions = (http, _) =>
        {
            _reached[http.GetEndpoint()?.DisplayName ?? ""] = true;
            return _fail(http);
        };
        return _app.InitializeAsync();
    }

    [Fact]
    public async Task Every_route_answers_500_with_a_problem_and_a_trace_when_its_function_fails_unforeseen()
    {
        var faults = new List<string>();
        foreach (var route in Routes)
        {
            using var answer = await SendAsync(route);
            faults.AddRange(await FindFaultAsync(route, answer, StatusCodes.Status500InternalServerError));
        }

        Assert.Equal([], faults);
        Assert.Equal([], Routes.Select(route => route.Name).Except(_reached.Keys));
    }

    [Fact]
    public async Task Every_route_answers_503_with_a_problem_when_the_host_stops_meanwhile()
    {
        var routes = Routes;
        var stopping = _app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var waiting = new SemaphoreSlim(0);
        _fail = async _ =>
        {
            waiting.Release();
            await Task.Delay(Timeout.Infinite, stopping);
        };
        var answers = routes.Select(SendAsync).ToList();
        foreach (var _ in routes)
        {
            await waiting.WaitAsync(Cancellation);
        }

        await _app.StopAsync();

        var faults = new List<string>();
        foreach (var (route, sent) in routes.Zip(answers))
        {
            using var answer = await sent;
            faults.AddRange(await FindFaultAsync(route, answer, StatusCodes.Status503ServiceUnavailable));
            if (answer.Headers.RetryAfter?.Delta is null)
            {
                faults.Add($"{route.Name} does not say when to ask again");
            }
        }

        Assert.Equal([], faults);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<HttpResponseMessage> SendAsync(FunctionDescription route)
    {
        var method = route.Methods.Count == 0 ? "GET" : route.Methods[0];
        var path = Parameter().Replace(route.Route!, parameter => parameter.Value.EndsWith("?}", StringComparison.Ordinal) ? "" : "1");
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        return await _app.Http.SendAsync(request, Cancellation);
    }

    private static async Task<IEnumerable<string>> FindFaultAsync(FunctionDescription route, HttpResponseMessage answer, int status)
    {
        var body = await answer.Content.ReadAsStringAsync(Cancellation);
        if ((int)answer.StatusCode != status || answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return [$"{route.Name} is answered {(int)answer.StatusCode} {answer.Content.Headers.ContentType}: {body}"];
        }

        var problem = JsonNode.Parse(body)!;
        return (int?)problem["status"] == status && problem["traceId"] is not null && (string?)problem["detail"] is { Length: > 0 }
            && !body.Contains("secret", StringComparison.Ordinal)
            ? []
            : [$"{route.Name} says {body}"];
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
