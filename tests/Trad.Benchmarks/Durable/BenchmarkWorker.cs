using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Trad.LocalRuntime;

namespace Trad.Benchmarks.Durable;

/// <summary>A second process that works on the benchmark's hub, until its input ends.</summary>
internal static class BenchmarkWorker
{
    /// <summary>Starts this program as one.</summary>
    public static Process Launch(string storage) => Process.Start(new ProcessStartInfo(
        Environment.ProcessPath!,
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? [typeof(BenchmarkWorker).Assembly.Location, "engines", "worker", storage]
            : ["engines", "worker", storage])
    {
        RedirectStandardInput = true,
    })!;

    /// <summary>Works.</summary>
    public static async Task RunAsync(string storage, CancellationToken cancellationToken)
    {
        var builder = LocalFunctionsHost.CreateBuilder(new LocalRuntimeOptions
        {
            ConnectionString = storage,
            HubName = "Benchmark",
            Engine = DurableEngineKind.AzureStorage,
            IsWorker = true,
            MaxConcurrentActivities = 1,
        });
        builder.Logging.ClearProviders();
        await using var host = builder.AddFunctions(typeof(BenchmarkOrchestrations)).Build();
        await host.StartAsync(cancellationToken);
        await Console.In.ReadToEndAsync(cancellationToken);
    }
}
