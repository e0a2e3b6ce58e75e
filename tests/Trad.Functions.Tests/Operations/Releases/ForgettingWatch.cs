using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Trad.Functions.Tests.Operations.Releases;

/// <summary>
/// Stands between the engine and its storage: before the first rows or blobs of an orchestration are removed, as happens with a
/// generation that is over, it lets a test read them.
/// </summary>
internal sealed class ForgettingWatch : HttpPipelinePolicy
{
    private Watched? _watched;

    /// <summary>Waits for the first removal of what an orchestration left.</summary>
    /// <param name="instanceId">The orchestration.</param>
    /// <param name="read">What is done before it; the removal waits for it.</param>
    /// <returns>What was read.</returns>
    public Task<RecordedOrchestration> ReadBeforeAsync(string instanceId, Func<Task<RecordedOrchestration>> read)
    {
        var watched = new Watched(instanceId, read, new(TaskCreationOptions.RunContinuationsAsynchronously));
        _watched = watched;
        return watched.Done.Task;
    }

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (_watched is { } watched && await IsRemovalAsync(message.Request, watched.InstanceId)
            && Interlocked.CompareExchange(ref _watched, null, watched) == watched)
        {
            try
            {
                watched.Done.SetResult(await watched.Read());
            }
            catch (Exception failure)
            {
                watched.Done.SetException(failure);
            }
        }

        await ProcessNextAsync(message, pipeline);
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    // A removal of its own, or within a batch.
    private static async Task<bool> IsRemovalAsync(Request request, string instanceId)
    {
        if (request.Method == RequestMethod.Delete)
        {
            return request.Uri.ToString().Contains(instanceId, StringComparison.Ordinal);
        }

        if (request.Content is null || !request.Uri.ToString().Contains("$batch", StringComparison.Ordinal))
        {
            return false;
        }

        using var body = new MemoryStream();
        await request.Content.WriteToAsync(body, CancellationToken.None);
        var text = Encoding.UTF8.GetString(body.ToArray());
        return text.Contains("DELETE ", StringComparison.Ordinal) && text.Contains(instanceId, StringComparison.Ordinal);
    }

    private sealed record Watched(
        string InstanceId, Func<Task<RecordedOrchestration>> Read, TaskCompletionSource<RecordedOrchestration> Done);
}
