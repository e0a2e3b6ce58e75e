using System.Reflection;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trad.LocalRuntime.Durable.Client;
using Trad.LocalRuntime.Durable.Distributed;
using Trad.LocalRuntime.Tests.Hosting;
using Trad.Testing;
using OrchestrationContext = Trad.LocalRuntime.Durable.Execution.OrchestrationContext;

namespace Trad.LocalRuntime.Tests.Durable;

/// <summary>
/// Every member that the real types let an engine override does what it says or says that it does not. A member that a
/// later version of the packages adds fails here until somebody has decided.
/// </summary>
public sealed class MemberTests(AzuriteFixture azurite)
{
    // These call others of their type, which are overridden, or need nothing of an engine.
    private static readonly string[] Inherited =
    [
        "CallActivityAsync(TaskName, Object, TaskOptions)", "CallActivityAsync(TaskName, TaskOptions)",
        "CallSubOrchestratorAsync(TaskName, Object, TaskOptions)",
        "CallSubOrchestratorAsync(TaskName, TaskOptions)", "CompareVersionTo(String)", "CreateReplaySafeLogger()",
        "CreateReplaySafeLogger(String)",
        "CreateReplaySafeLogger(Type)", "CreateTimer(TimeSpan, CancellationToken)", "GetInstanceAsync(String, Boolean, CancellationToken)",
        "GetInstanceAsync(String, CancellationToken)", "GetInstancesAsync(String, CancellationToken)",
        "PurgeAllInstancesAsync(PurgeInstancesFilter, CancellationToken)",
        "PurgeInstanceAsync(String, CancellationToken)", "RaiseEventAsync(String, String, CancellationToken)",
        "ResumeInstanceAsync(String, CancellationToken)",
        "ScheduleNewOrchestrationInstanceAsync(TaskName, CancellationToken)",
        "ScheduleNewOrchestrationInstanceAsync(TaskName, Object, CancellationToken)",
        "ScheduleNewOrchestrationInstanceAsync(TaskName, StartOrchestrationOptions, CancellationToken)",
        "SuspendInstanceAsync(String, CancellationToken)",
        "TerminateInstanceAsync(String, CancellationToken)", "TerminateInstanceAsync(String, Object, CancellationToken)",
        "WaitForInstanceCompletionAsync(String, CancellationToken)", "WaitForInstanceStartAsync(String, CancellationToken)",
        "get_Properties()",
        "get_ReplaySafeLoggerFactory()", "get_Version()",
    ];

    [Theory]
    [InlineData(typeof(TaskOrchestrationContext), typeof(OrchestrationContext))]
    [InlineData(typeof(TaskOrchestrationContext), typeof(FunctionOrchestrationContext))]
    [InlineData(typeof(DurableTaskClient), typeof(LocalDurableTaskClient))]
    [InlineData(typeof(DurableTaskClient), typeof(AzureStorageDurableTaskClient))]
    public void Members_are_overridden_or_known_to_work_without(Type real, Type ours)
    {
        var left = Overridable(real)
            .Where(member => Resolve(ours, member).DeclaringType!.Assembly != ours.Assembly)
            .Select(Describe)
            .Except(Inherited)
            .Order(StringComparer.Ordinal);

        Assert.Empty(left);
    }

    [Fact]
    public void List_of_inherited_members_names_no_others() =>
        Assert.Empty(
            Inherited.Except(
                Overridable(typeof(TaskOrchestrationContext)).Concat(Overridable(typeof(DurableTaskClient))).Select(Describe)));

    [Theory]
    [InlineData(DurableEngineKind.Embedded, "Entities", "RewindInstanceAsync", "ListInstanceIdsAsync")]
    [InlineData(DurableEngineKind.AzureStorage, "Entities", "ListInstanceIdsAsync")]
    public async Task Member_of_the_client_that_is_not_supported_names_itself(DurableEngineKind engine, params string[] unsupported)
    {
        await using var hub = new TestHub(azurite) { Engine = engine };
        await hub.StartAsync(typeof(Unsupporting));

        foreach (var name in unsupported)
        {
            var member = Overridable(typeof(DurableTaskClient)).Single(member => member.Name.EndsWith(name, StringComparison.Ordinal));
            var thrown = Assert.ThrowsAny<Exception>(() => member.Invoke(hub.Client, [.. member.GetParameters().Select(ValueOf)]));
            Assert.Contains(name, Assert.IsType<NotSupportedException>(thrown.InnerException ?? thrown).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(DurableEngineKind.Embedded)]
    [InlineData(DurableEngineKind.AzureStorage)]
    public async Task Option_of_a_start_that_would_be_ignored_is_refused_by_its_name(DurableEngineKind engine)
    {
        await using var hub = new TestHub(azurite) { Engine = engine };
        await hub.StartAsync(typeof(Unsupporting));

        foreach (var (options, name) in new[]
        {
            (new StartOrchestrationOptions { Tags = new Dictionary<string, string> { ["a"] = "b" } }, "Tags"),
            (new StartOrchestrationOptions { DedupeStatuses = ["Running"] }, "DedupeStatuses"),
        })
        {
            var refused = await Assert.ThrowsAsync<NotSupportedException>(() => hub.Client.ScheduleNewOrchestrationInstanceAsync(
                nameof(Unsupporting.AskFor), "", options, TestContext.Current.CancellationToken));
            Assert.Contains(name, refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Entities")]
    [InlineData("TaskOptions.Version")]
    [InlineData("TaskOptions.Tags")]
    [InlineData("ContinueAsNewOptions.NewVersion")]
    public async Task What_an_orchestrator_asks_for_in_vain_is_named(string what)
    {
        await using var hub = new TestHub(azurite);
        await hub.StartAsync(typeof(Unsupporting));

        var end = await hub.RunAsync(nameof(Unsupporting.AskFor), what);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains($"{what} is not supported", end.SerializedOutput, StringComparison.Ordinal);
    }

    private static IEnumerable<MethodInfo> Overridable(Type type) => type
        .GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(method => method.IsVirtual && !method.IsFinal && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly));

    private static MethodInfo Resolve(Type ours, MethodInfo real) => ours
        .GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
        .Single(method => method.GetBaseDefinition() == real);

    private static string Describe(MethodInfo method) =>
        $"{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => parameter.ParameterType.Name))})";

    private static object? ValueOf(ParameterInfo parameter) => parameter.HasDefaultValue ? parameter.DefaultValue
        : parameter.ParameterType == typeof(string) ? "any"
        : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
        : null;
}
