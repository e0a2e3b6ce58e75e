using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Trad.LocalRuntime.Durable;
using Trad.LocalRuntime.Durable.Execution;
using Trad.LocalRuntime.Durable.Storage;
using Trad.LocalRuntime.Hosting;
using Trad.Testing;

namespace Trad.Functions.Tests.Operations.Releases;

/// <summary>An orchestration as it is recorded in a hub, kept as test data.</summary>
/// <param name="Instance">What is known of it.</param>
/// <param name="Events">Its history.</param>
internal sealed record RecordedOrchestration(InstanceRecord Instance, IReadOnlyList<HistoryEvent> Events)
{
    /// <summary>The setting that asks for recording anew, as after the version of the orchestrators' code was raised.</summary>
    public const string Asked = "TRAD_RECORD_HISTORIES";

    private static readonly FunctionCatalog Functions = new(typeof(TradServices).Assembly.GetTypes());

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
        IgnoreReadOnlyProperties = true,
    };

    private static string Folder => ProjectTree.PathTo("tests", "Trad.Functions.Tests", "Operations", "Releases", "Histories");

    /// <summary>Every one that is kept, as <c>version/name</c>.</summary>
    public static IEnumerable<string> Names => Directory.Exists(Folder)
        ? Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
            .Select(file => Path.ChangeExtension(Path.GetRelativePath(Folder, file).Replace('\\', '/'), null)).Order(StringComparer.Ordinal)
        : [];

    /// <summary>Reads one that is kept.</summary>
    public static RecordedOrchestration Load(string name) =>
        JsonSerializer.Deserialize<RecordedOrchestration>(File.ReadAllText(Path.Combine(Folder, $"{name}.json")), Options)!;

    /// <summary>Reads one from the hub of a running app.</summary>
    public static async Task<RecordedOrchestration> ReadAsync(
        IServiceProvider app, string instanceId, CancellationToken cancellationToken)
    {
        var store = app.GetRequiredService<DurableEngine>().Store;
        var instance = (await store.Instances.FindAsync(instanceId, withPayloads: true, cancellationToken))!;
        return await ReadAsync(store, instance, cancellationToken);
    }

    /// <summary>Reads the generation before the present one, as long as it is there; its output is the present one's input.</summary>
    public static async Task<RecordedOrchestration> ReadLastGenerationAsync(
        IServiceProvider app, string instanceId, CancellationToken cancellationToken)
    {
        var store = app.GetRequiredService<DurableEngine>().Store;
        var present = (await store.Instances.FindAsync(instanceId, withPayloads: true, cancellationToken))!;
        var last = await ReadAsync(store, present with { Generation = present.Generation - 1 }, cancellationToken);
        var input = last.Events.First(happened => happened.Kind == HistoryEventKind.ExecutionStarted).Payload;
        return last with { Instance = last.Instance with { Input = input, Output = present.Input } };
    }

    /// <summary>Brings today's code to where it stands behind some of the events.</summary>
    public OrchestrationExecution Replay(IEnumerable<HistoryEvent> events)
    {
        var execution = new OrchestrationExecution(
            Functions.FindOrchestrator(Instance.Name)!, Instance with { CustomStatus = null },
            new ServiceCollection().BuildServiceProvider(), NullLoggerFactory.Instance, () => { });
        execution.Replay(events.Where(happened => happened.Kind != HistoryEventKind.ExecutionEnded));
        return execution;
    }

    /// <summary>How often it asked for an activity.</summary>
    public int CountOf(string activity) =>
        Events.Count(happened => happened.Kind == HistoryEventKind.ActivityScheduled && happened.Name == activity);

    /// <summary>Keeps it.</summary>
    public async Task SaveAsync(string name)
    {
        var file = Path.Combine(Folder, Instance.Version, $"{name}.json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(this, Options) + "\n");
    }

    private static async Task<RecordedOrchestration> ReadAsync(
        DurableStore store, InstanceRecord instance, CancellationToken cancellationToken)
    {
        var (events, _) = await store.History.ReadAsync(instance, cancellationToken);
        return new RecordedOrchestration(instance with { TraceParent = null }, [.. events.Select(WithoutPlaces)]);
    }

    // Where in the code something failed is another place on every machine, and nothing that an orchestrator decides by.
    private static HistoryEvent WithoutPlaces(HistoryEvent happened)
    {
        if (happened.Kind is not (HistoryEventKind.ActivityFailed or HistoryEventKind.SubOrchestrationFailed)
            || JsonNode.Parse(happened.Payload!) is not JsonObject failure)
        {
            return happened;
        }

        for (var each = failure; each is not null; each = each[nameof(TaskFailureDetails.InnerFailure)] as JsonObject)
        {
            each[nameof(TaskFailureDetails.StackTrace)] = null;
        }

        return happened with { Payload = failure.ToJsonString() };
    }
}
