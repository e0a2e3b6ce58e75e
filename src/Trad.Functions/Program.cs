using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Trad.Functions;

// The entry point on Azure; the local host wires the same services in its own process.
var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddTrad(builder.Configuration);
builder.Build().Run();
