using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Trad.Functions.Api;
using Trad.Functions.Api.Access;
using Trad.Functions.Backfills;
using Trad.LocalRuntime;
using Trad.LocalRuntime.Hosting;
using Trad.Testing;

namespace Trad.Functions.Tests.Api.Access;

/// <summary>The whole app as it decides who may do what: with settings of its own, at a place of its own.</summary>
internal sealed class GuardedApp : IAsyncDisposable
{
    public const string Key = "write-0123456789abcdef";
    public const string ReadKey = "read-0123456789abcdef";

    private readonly LocalFunctionsHost _host;

    private GuardedApp(LocalFunctionsHost host)
    {
        _host = host;
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = host.Address };
    }

    public HttpClient Http { get; }

    public Uri Address => _host.Address;

    public IReadOnlyList<FunctionDescription> Functions => _host.Functions;

    /// <summary>Starts it.</summary>
    /// <param name="azurite">Its storage.</param>
    /// <param name="place">Where it runs, as its host says.</param>
    /// <param name="settings">Its settings, below <c>Trad:Access</c> when the name has no colon and no underscore.</param>
    public static Task<GuardedApp> StartAsync(AzuriteFixture azurite, HostPlace place, params (string Name, string Value)[] settings) =>
        StartAsync(azurite, place, IPAddress.Loopback, settings);

    /// <summary>Starts it on an address.</summary>
    public static async Task<GuardedApp> StartAsync(
        AzuriteFixture azurite, HostPlace place, IPAddress listen, params (string Name, string Value)[] settings)
    {
        var name = azurite.NewName("guard");
        var builder = LocalFunctionsHost.CreateBuilder(
            new LocalRuntimeOptions { ConnectionString = azurite.ConnectionString, HubName = name, Listen = listen });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Trad:Storage:TablePrefix"] = name,
            ["Trad:Storage:CandleContainer"] = $"{name}-candles",
            ["Trad:Storage:AssetContainer"] = $"{name}-assets",
            [BackfillDuty.ScheduleSetting] = "0 0 0 1 1 *",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting =>
            KeyValuePair.Create(
                setting.Name.Contains(':') || setting.Name.Contains('_') ? setting.Name : $"Trad:Access:{setting.Name}",
                (string?)setting.Value)));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(place);
        builder.Services.AddTrad(builder.Configuration);
        builder.Use(ApiPipeline.InvokeAsync);
        var host = builder.AddFunctions(typeof(TradServices).Assembly).Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new GuardedApp(host);
    }

    /// <summary>Sends a request with headers as they are.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        string method, string address, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address)
        {
            Content = body is null ? null : new StringContent(body),
        };
        if (request.Content is not null)
        {
            request.Content.Headers.ContentType = null;
        }

        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type")
            {
                request.Content!.Headers.TryAddWithoutValidation(name, value);
            }
            else
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.DisposeAsync();
    }
}
