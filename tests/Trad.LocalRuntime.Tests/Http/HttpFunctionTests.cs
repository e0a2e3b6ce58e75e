using System.Net;
using Trad.LocalRuntime.Tests.Hosting;
using Trad.Testing;

namespace Trad.LocalRuntime.Tests.Http;

public sealed class HttpFunctionTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly TestHub _hub = new(azurite);
    private readonly HttpClient _http = new();

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _hub.StartAsync(typeof(HttpSamples));
        _http.BaseAddress = _hub.Host.Address;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _hub.DisposeAsync();
    }

    [Theory]
    [InlineData("", "root")]
    [InlineData("numbers/41", "42")]
    [InlineData("identities/0f8fad5b-d9cb-469f-a165-70867728950e", "0f8fad5bd9cb469fa16570867728950e")]
    [InlineData("greetings/you", "hello you")]
    [InlineData("greetings", "hello nobody")]
    [InlineData("files/a/b/c.txt", "a/b/c.txt")]
    [InlineData("value", "{\"theAnswer\":42}")]
    [InlineData("BOTH", "shown")]
    public async Task Route_reaches_its_function_with_its_values(string path, string answer) =>
        Assert.Equal(answer, await _http.GetStringAsync(new Uri(path, UriKind.Relative), Ending));

    [Theory]
    [InlineData("numbers/many")]
    [InlineData("identities/none")]
    [InlineData("nowhere")]
    public async Task Path_that_no_function_takes_is_not_found(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync(new Uri(path, UriKind.Relative), Ending)).StatusCode);

    [Theory]
    [InlineData("animals/aardvark", "the aardvark")]
    [InlineData("animals/zebra", "any zebra")]
    public async Task First_function_by_name_whose_route_fits_answers_as_in_the_Functions_host(string path, string answer) =>
        Assert.Equal(answer, await _http.GetStringAsync(new Uri(path, UriKind.Relative), Ending));

    [Fact]
    public async Task Method_chooses_between_functions_of_one_route()
    {
        var accepted = await _http.PostAsync(new Uri("both", UriKind.Relative), null, Ending);
        var refused = await _http.DeleteAsync(new Uri("both", UriKind.Relative), Ending);

        Assert.Equal((HttpStatusCode.Accepted, "/elsewhere"), (accepted.StatusCode, accepted.Headers.Location?.ToString()));
        Assert.Equal("{\"id\":1}", await accepted.Content.ReadAsStringAsync(Ending));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, refused.StatusCode);
    }

    [Fact]
    public async Task Exception_of_a_function_is_an_error_that_tells_nothing_of_the_inside()
    {
        var answer = await _http.GetAsync(new Uri("throw", UriKind.Relative), Ending);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("secret", await answer.Content.ReadAsStringAsync(Ending), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_stream_arrives_while_the_function_goes_on_and_ends_when_its_reader_leaves()
    {
        using (var stream = await OpenStreamAsync("left"))
        {
            Assert.Equal("event: note", await stream.ReadLineAsync(Ending));
            Assert.Equal("data: first", await stream.ReadLineAsync(Ending));
            Assert.Equal("id: 1", await stream.ReadLineAsync(Ending));
            Assert.False(HttpSamples.EndOf("left").IsCompleted);
        }

        await HttpSamples.EndOf("left").WaitAsync(Ending);
    }

    [Fact]
    public async Task Event_stream_ends_when_the_host_stops()
    {
        using var stream = await OpenStreamAsync("stopped");
        await stream.ReadLineAsync(Ending);

        await _hub.StopAsync();

        await HttpSamples.EndOf("stopped").WaitAsync(Ending);
    }

    private async Task<StreamReader> OpenStreamAsync(string name)
    {
        var answer = await _http.GetAsync(new Uri($"streams/{name}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Ending);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new StreamReader(await answer.Content.ReadAsStreamAsync(Ending));
    }
}
