using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Trad.Functions.Api.OpenApi;
using Trad.LocalRuntime.Hosting;
using Trad.Testing;

namespace Trad.Functions.Tests.Infrastructure;

/// <summary>
/// What is deployed is what is tested: the published app tells the Functions host of every function what the local host finds in the code.
/// </summary>
public sealed class PublishedAppTests
{
    /// <summary>The setting that names the folder of the published app; continuous integration publishes before it tests.</summary>
    private const string Setting = "TRAD_PUBLISHED_APP";

    private static readonly FunctionCatalog Catalog = new(typeof(TradServices).Assembly.GetExportedTypes());

    private static string Folder
    {
        get
        {
            var folder = Environment.GetEnvironmentVariable(Setting);
            Assert.SkipWhen(
                string.IsNullOrEmpty(folder),
                $"{Setting} names no folder of a published app: dotnet publish src/Trad.Functions -c Release -p:FunctionsHost=Azure -o <folder>");
            return folder!;
        }
    }

    [Fact]
    public void Host_is_told_of_every_function_with_the_code_that_it_is()
    {
        var published = Read("functions.metadata").AsArray();

        var methods = typeof(TradServices).Assembly.GetExportedTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(FunctionAttribute), false))
            .ToDictionary(
                method => method.GetCustomAttribute<FunctionAttribute>()!.Name,
                method => $"{method.DeclaringType!.FullName}.{method.Name}", StringComparer.Ordinal);
        Assert.Equal(
            methods.OrderBy(pair => pair.Key, StringComparer.Ordinal),
            published.ToDictionary(each => (string)each!["name"]!, each => (string)each!["entryPoint"]!, StringComparer.Ordinal)
                .OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.All(published, each => Assert.Equal("dotnet-isolated", (string?)each!["language"]));
        Assert.All(published, each => Assert.True(
            File.Exists(Path.Combine(Folder, (string)each!["scriptFile"]!)), $"{each["scriptFile"]} is not there"));
    }

    [Fact]
    public void Host_is_told_the_trigger_route_and_schedule_that_the_local_host_finds()
    {
        var published = Read("functions.metadata").AsArray()
            .Select(each => Describe((string)each!["name"]!, TriggerOf(each))).Order(StringComparer.Ordinal);

        Assert.Equal(Catalog.All.Select(each => Describe(each)).Order(StringComparer.Ordinal), published);
    }

    [Fact]
    public void Requests_reach_the_app_which_decides_who_may()
    {
        var triggers = Read("functions.metadata").AsArray().Select(TriggerOf!)
            .Where(trigger => (string?)trigger["type"] == "httpTrigger").ToList();

        Assert.NotEmpty(triggers);
        Assert.All(triggers, trigger => Assert.Equal("anonymous", ((string?)trigger["authLevel"])?.ToLowerInvariant()));
    }

    [Fact]
    public void Functions_that_start_and_steer_orchestrations_get_a_client()
    {
        var wanted = typeof(TradServices).Assembly.GetExportedTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetParameters().Any(parameter => parameter.IsDefined(typeof(DurableClientAttribute), false)))
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name);
        var given = Read("functions.metadata").AsArray()
            .Where(each => each!["bindings"]!.AsArray().Any(binding => (string?)binding!["type"] == "durableClient"))
            .Select(each => (string)each!["name"]!);

        Assert.Equal(wanted.Order(StringComparer.Ordinal), given.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Host_keeps_to_itself_that_the_reader_of_a_stream_went_away()
    {
        var levels = JsonNode.Parse(File.ReadAllText(ProjectTree.PathTo("host.json")))!["logging"]!["logLevel"]!.AsObject();
        var streams = typeof(TradServices).Assembly.GetExportedTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttributes<AnswersAttribute>().Any(answer => answer.Files == "text/event-stream"))
            .Select(method => $"Function.{method.GetCustomAttribute<FunctionAttribute>()!.Name}");

        Assert.Equal(
            streams.Append("Host.Results").Order(StringComparer.Ordinal),
            levels.Where(level => (string?)level.Value == "None").Select(level => level.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Host_finds_its_extensions_its_settings_and_the_worker()
    {
        var extensions = Read("extensions.json")["extensions"]!.AsArray();
        var worker = Read("worker.config.json")["description"]!;

        Assert.Contains("DurableTask", extensions.Select(each => (string?)each!["name"]));
        Assert.All(extensions, each =>
        {
            var assembly = ((string)each!["typeName"]!).Split(',')[1].Trim();
            Assert.True(File.Exists(Path.Combine(Folder, ".azurefunctions", $"{assembly}.dll")), $"{assembly} is not there");
        });
        Assert.Equal("dotnet-isolated", (string?)worker["language"]);
        Assert.True(File.Exists(Path.Combine(Folder, (string)worker["defaultWorkerPath"]!)), $"{worker["defaultWorkerPath"]} is not there");
        Assert.Equal(
            File.ReadAllText(ProjectTree.PathTo("host.json")), File.ReadAllText(Path.Combine(Folder, "host.json")));
        Assert.False(File.Exists(Path.Combine(Folder, "local.settings.json")), "settings of this machine are published");
    }

    [Fact]
    public void Extensions_of_the_host_have_the_versions_that_are_locked()
    {
        var built = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, ".azurefunctions", "function.deps.json")))!["libraries"]!.AsObject()
            .Where(library => (string?)library.Value!["type"] == "package")
            .Select(library => library.Key.Split('/')).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
        var locked = JsonNode.Parse(File.ReadAllText(ProjectTree.PathTo("src", "Trad.Functions", "packages.extensions.lock.json")))!
            ["dependencies"]!.AsObject().SelectMany(framework => framework.Value!.AsObject())
            .GroupBy(package => package.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => (string?)group.First().Value!["resolved"], StringComparer.OrdinalIgnoreCase);

        // The engine of Durable Functions itself: another version may read histories otherwise.
        Assert.Equal("3.18.0", built["Microsoft.Azure.WebJobs.Extensions.DurableTask"]);
        Assert.All(built, package => Assert.Equal(locked[package.Key], package.Value));
    }

    private static JsonNode Read(string file) => JsonNode.Parse(
        File.ReadAllText(Path.Combine(Folder, file)), documentOptions: new JsonDocumentOptions { AllowTrailingCommas = true })!;

    private static JsonNode TriggerOf(JsonNode? function) => Assert.Single(
        function!["bindings"]!.AsArray(), binding => ((string)binding!["type"]!).EndsWith("Trigger", StringComparison.Ordinal))!;

    private static string Describe(FunctionDescription function) =>
        $"{function.Name}: {function.Trigger} {string.Join(',', function.Methods.Order(StringComparer.Ordinal))} {function.Route}";

    private static string Describe(string name, JsonNode trigger)
    {
        var methods = trigger["methods"]?.AsArray().Select(method => ((string)method!).ToUpperInvariant()) ?? [];
        var place = trigger["route"] ?? trigger["schedule"];
        return $"{name}: {trigger["type"]} {string.Join(',', methods.Order(StringComparer.Ordinal))} {place}";
    }
}
