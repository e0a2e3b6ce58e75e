using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Trad.Browser.Tests.Access;

/// <summary>A server of somebody else on this machine, whose pages try what they can.</summary>
internal sealed class OtherSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtherSite(WebApplication app) => _app = app;

    /// <summary>Its port.</summary>
    public int Port => new Uri(_app.Urls.First()).Port;

    /// <summary>Starts it; every address is an empty page.</summary>
    public static async Task<OtherSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(http =>
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            return http.Response.WriteAsync("<!doctype html><title>Other</title><h1>Nothing to see</h1>");
        });
        await app.StartAsync();
        return new OtherSite(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
