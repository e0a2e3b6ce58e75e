using Trad.Training.Jobs;

namespace Trad.Functions.Operations.Health;

/// <summary>Whether strategies that do not end keep cores of this process; which they are is told by the log alone.</summary>
internal sealed class ComputationHealthCheck(WatchedComputation computation) : PatientHealthCheck
{
    /// <inheritdoc/>
    protected override Task<string?> FindFaultAsync(CancellationToken cancellationToken) => Task.FromResult(computation.LeftBehind switch
    {
        0 => null,
        1 => "1 computation was left behind and keeps a core: a strategy in C# does not end; the log names it",
        var several => $"{several} computations were left behind and keep a core each: strategies in C# do not end; the log names them",
    });
}
