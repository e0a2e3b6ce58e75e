using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trad.LocalRuntime.Durable;
using Trad.LocalRuntime.Durable.Client;
using Trad.LocalRuntime.Durable.Distributed;
using Trad.LocalRuntime.Durable.Hub;
using Trad.LocalRuntime.Durable.Storage;
using Trad.LocalRuntime.Hosting;
using Trad.LocalRuntime.Timers;

namespace Trad.LocalRuntime;

/// <summary>Puts an embedded Functions host together.</summary>
public sealed class LocalFunctionsHostBuilder
{
    private readonly LocalRuntimeOptions _options;
    private readonly WebApplicationBuilder _builder;
    private readonly List<Type> _types = [];
    private readonly List<Func<HttpContext, RequestDelegate, Task>> _middleware = [];

    internal LocalFunctionsHostBuilder(LocalRuntimeOptions options)
    {
        _options = options;
        _builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        _builder.WebHost.UseUrls([.. Addresses(options).Select(address => $"http://{new IPEndPoint(address, options.Port)}")]);
        _builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        _builder.Configuration["AzureWebJobsStorage"] = options.ConnectionString;
    }

    /// <summary>The app's services.</summary>
    public IServiceCollection Services => _builder.Services;

    /// <summary>The app's settings.</summary>
    public IConfigurationManager Configuration => _builder.Configuration;

    /// <summary>The app's log.</summary>
    public ILoggingBuilder Logging => _builder.Logging;

    /// <summary>Adds the functions of an assembly: every public method with <c>[Function]</c>.</summary>
    public LocalFunctionsHostBuilder AddFunctions(Assembly assembly)
    {
        _types.AddRange(assembly.GetExportedTypes());
        return this;
    }

    /// <summary>Adds the functions of one class, for tests.</summary>
    internal LocalFunctionsHostBuilder AddFunctions(Type type)
    {
        _types.Add(type);
        return this;
    }

    /// <summary>
    /// Adds middleware in front of everything that the host answers, in the order in which it is added. The endpoint that
    /// will answer is known to it; its display name is the function's.
    /// </summary>
    public LocalFunctionsHostBuilder Use(Func<HttpContext, RequestDelegate, Task> middleware)
    {
        _middleware.Add(middleware);
        return this;
    }

    /// <summary>Makes the host; it does nothing yet.</summary>
    /// <exception cref="FunctionBindingException">A function cannot be bound; the message names it and what is wrong.</exception>
    public LocalFunctionsHost Build()
    {
        var functions = new FunctionCatalog(_types);
        Services.AddSingleton(functions);
        var version = Configuration[LocalRuntimeOptions.DefaultVersionSetting] ?? _options.DefaultVersion;
        Services.AddSingleton(_options with { DefaultVersion = version });
        Services.TryAddSingleton(TimeProvider.System);
        Services.AddMvcCore();
        Services.AddSingleton<HubHold>();
        Services.AddSingleton<HubStorage>();
        Services.AddSingleton<HubLease>();
        AddEngine();
        if (_options.IsWorker)
        {
            Services.AddSingleton<IServer, SilentServer>();
        }
        else
        {
            Services.AddHostedService<TimerService>();
        }

        var app = _builder.Build();
        functions.EnsureServices(app.Services.GetRequiredService<IServiceProviderIsService>());
        foreach (var timer in functions.Timers)
        {
            TimerSchedule.Parse(timer, app.Configuration);
        }

        foreach (var middleware in _middleware)
        {
            app.Use(middleware);
        }

        // The Functions host takes the first function by name whose route fits, however exact the others are.
        foreach (var (order, function) in functions.Http.OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase).Index())
        {
            var endpoint = function.Methods.Count == 0
                ? app.Map($"/{function.Route}", function.AnswerAsync)
                : app.MapMethods($"/{function.Route}", function.Methods, function.AnswerAsync);
            endpoint.WithOrder(order).WithDisplayName(function.Name);
        }

        return new LocalFunctionsHost(app, functions.All);
    }

    private void AddEngine()
    {
        if (_options.Engine == DurableEngineKind.AzureStorage)
        {
            Services.AddSingleton<AzureStorageHub>();
            Services.AddSingleton<DurableTaskClient, AzureStorageDurableTaskClient>();
            Services.AddHostedService<AzureStorageEngine>();
            return;
        }

        Services.AddSingleton(provider => provider.GetRequiredService<HubStorage>().OpenStore());
        Services.AddSingleton<EngineBoundary>();
        Services.AddSingleton<DurableEngine>();
        Services.AddSingleton<DurableTaskClient, LocalDurableTaskClient>();
        Services.AddHostedService(provider => provider.GetRequiredService<DurableEngine>());
    }

    private static IPAddress[] Addresses(LocalRuntimeOptions options)
    {
        var isAny = options.Listen.Equals(IPAddress.Any) || options.Listen.Equals(IPAddress.IPv6Any);
        return isAny || options.Port == 0 || IPAddress.IsLoopback(options.Listen) ? [options.Listen] : [IPAddress.Loopback, options.Listen];
    }
}
