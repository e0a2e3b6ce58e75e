using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;
using Trad.Functions.Operations;
using Trad.Testing;

namespace Trad.Functions.Tests.Operations;

/// <summary>What every host tells of the app: the local host and the Functions worker register the same.</summary>
public sealed partial class AppTelemetryTests
{
    [Theory]
    [InlineData("Trad")]
    [InlineData("System.Net.Http")]
    public void Spans_of_the_app_and_of_its_requests_to_storage_are_listened_to(string name)
    {
        using var services = new ServiceCollection().AddAppTelemetry().Services.BuildServiceProvider();
        using var traces = services.GetRequiredService<TracerProvider>();
        using var source = new ActivitySource(name);

        Assert.True(source.HasListeners());
    }

    [Fact]
    public void Worker_on_Azure_registers_this_and_says_only_where_it_goes()
    {
        var program = File.ReadAllText(ProjectTree.PathTo("src", "Trad.Functions", "Program.cs"));

        Assert.Contains("builder.Services.AddAppTelemetry()", program, StringComparison.Ordinal);
        Assert.DoesNotMatch(Registration(), program);
    }

    [GeneratedRegex("AddSource|AddMeter|AddOpenTelemetry")]
    private static partial Regex Registration();
}
