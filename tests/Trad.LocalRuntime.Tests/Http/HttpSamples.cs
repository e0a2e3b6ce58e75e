using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Trad.LocalRuntime.Tests.Http;

/// <summary>Functions of every HTTP shape that the app may use.</summary>
public static class HttpSamples
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Endings = new();

    /// <summary>Ends when the token of the stream has fired.</summary>
    public static Task EndOf(string stream) => Ending(stream).Task;

    [Function(nameof(Root))]
    public static IResult Root([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{ignored:maxlength(0)?}")] HttpRequest request) =>
        Results.Text("root");

    [Function(nameof(Stream))]
    public static IResult Stream(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "streams/{stream}")] HttpRequest request, string stream,
        CancellationToken cancellationToken) =>
        TypedResults.ServerSentEvents(Events(stream, cancellationToken));

    [Function(nameof(Number))]
    public static IResult Number(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "numbers/{number:int}")] HttpRequest request, int number) =>
        Results.Text($"{number + 1}");

    [Function(nameof(Identity))]
    public static IResult Identity(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "identities/{id}")] HttpRequest request, Guid id) =>
        Results.Text($"{id:N}");

    [Function(nameof(Greet))]
    public static IResult Greet(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "greetings/{name?}")] HttpRequest request, string? name) =>
        Results.Text($"hello {name ?? "nobody"}");

    [Function(nameof(Rest))]
    public static IResult Rest(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "files/{*path}")] HttpRequest request, string path) =>
        Results.Text(path);

    [Function(nameof(Value))]
    public static Task<object> Value([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "value")] HttpRequest request) =>
        Task.FromResult<object>(new { TheAnswer = 42 });

    [Function(nameof(Accept))]
    public static IActionResult Accept([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "both")] HttpRequest request) =>
        new AcceptedResult("/elsewhere", new { Id = 1 });

    [Function(nameof(Show))]
    public static IResult Show([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "both")] HttpRequest request) =>
        Results.Text("shown");

    [Function(nameof(AnyAnimal))]
    public static IResult AnyAnimal(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "animals/{name}")] HttpRequest request, string name) =>
        Results.Text($"any {name}");

    [Function(nameof(Aardvark))]
    public static IResult Aardvark([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "animals/aardvark")] HttpRequest request) =>
        Results.Text("the aardvark");

    [Function(nameof(Zebra))]
    public static IResult Zebra([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "animals/zebra")] HttpRequest request) =>
        Results.Text("the zebra");

    [Function(nameof(Throw))]
    public static IResult Throw([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "throw")] HttpRequest request) =>
        throw new InvalidOperationException("a secret of the inside");

    private static TaskCompletionSource Ending(string stream) =>
        Endings.GetOrAdd(stream, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private static async IAsyncEnumerable<SseItem<string>> Events(
        string stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new SseItem<string>("first", "note") { EventId = "1" };
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            Ending(stream).TrySetResult();
        }
    }
}
