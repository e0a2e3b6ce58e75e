using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Trad.LocalRuntime.Durable;
using Trad.LocalRuntime.Durable.Storage;
using Trad.Testing;

namespace Trad.Functions.Tests.Operations.Releases;

/// <summary>An orchestration as it is recorded in a hub, kept as test data.</summary>
/// <param name="Instance">What is known of it.</param>
/// <param name="Events">Its history.</param>
internal sealed record RecordedOrchestration(InstanceRecord Instance, IReadOnlyList<HistoryEvent> Events)
{
    /// <summary>The setting that asks for recording anew, as after the version of the orchestrators' code was raised.</summary>
    public const string Asked = "TRAD_RECORD_HISTORIES";

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
        var (events, _) = await store.History.ReadAsync(instance, cancellationToken);
        return new RecordedOrchestration(instance with { TraceParent = null }, events);
    }

    /// <summary>Keeps it.</summary>
    public async Task SaveAsync(string name)
    {
        var file = Path.Combine(Folder, Instance.Version, $"{name}.json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(this, Options) + "\n");
    }
}
