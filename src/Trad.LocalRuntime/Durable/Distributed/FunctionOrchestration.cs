using DurableTask.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker.Shims;

namespace Trad.LocalRuntime.Durable.Distributed;

/// <summary>
/// An orchestrator at work in Durable Task's dispatcher. The dispatcher makes it by name alone; who called it is told
/// before it executes.
/// </summary>
internal sealed class FunctionOrchestration(DurableTaskShimFactory shims, string name, ITaskOrchestrator orchestrator) : TaskOrchestration
{
    private TaskOrchestration? _execution;

    /// <summary>The orchestration that called this one; null when a client started it.</summary>
    public ParentOrchestrationInstance? Parent { get; set; }

    public override Task<string> Execute(OrchestrationContext context, string input)
    {
        _execution = shims.CreateOrchestration(name, orchestrator, Parent);
        return _execution.Execute(context, input);
    }

    public override void RaiseEvent(OrchestrationContext context, string name, string input) =>
        _execution?.RaiseEvent(context, name, input);

    public override string? GetStatus() => _execution?.GetStatus();
}
