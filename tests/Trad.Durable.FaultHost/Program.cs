using Microsoft.Extensions.Logging;
using Trad.Durable.FaultHost;
using Trad.LocalRuntime;

// usage: Trad.Durable.FaultHost <connection string> <hub>; says where it listens, then serves until it is killed.
var builder = LocalFunctionsHost.CreateBuilder(new LocalRuntimeOptions { ConnectionString = args[0], HubName = args[1] });
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.AddFunctions(typeof(FaultOrchestrations).Assembly);
await using var host = builder.Build();
await host.StartAsync();
Console.WriteLine($"listening on {host.Address}");
await host.WaitForShutdownAsync();
