using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Trad.LocalRuntime.Tests.Hosting;

/// <summary>Storage whose plug is pulled after a number of writes; the hub's lease is held by other means.</summary>
internal sealed class CutStorage : HttpPipelinePolicy
{
    private int _left = int.MaxValue;
    private TaskCompletionSource _pulled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when a write has been refused.</summary>
    public Task Pulled => _pulled.Task;

    /// <summary>Allows this many writes from now on.</summary>
    public void Allow(int writes)
    {
        _pulled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _left, writes);
    }

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (IsWrite(message.Request) && Interlocked.Decrement(ref _left) < 0)
        {
            _pulled.TrySetResult();
            throw new RequestFailedException(507, "The plug is pulled.");
        }

        return ProcessNextAsync(message, pipeline);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    private static bool IsWrite(Request request) =>
        request.Method != RequestMethod.Get && request.Method != RequestMethod.Head
        && !request.Uri.Query.Contains("comp=lease", StringComparison.Ordinal);
}
