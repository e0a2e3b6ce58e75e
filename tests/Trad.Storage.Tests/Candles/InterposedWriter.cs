using Azure.Core;
using Azure.Core.Pipeline;

namespace Trad.Storage.Tests.Candles;

/// <summary>Lets somebody else do something right before the first request of a kind is sent.</summary>
/// <param name="isMoment">Whether this is the request.</param>
/// <param name="work">What the other does.</param>
internal sealed class InterposedWriter(Predicate<Request> isMoment, Func<Task> work) : HttpPipelinePolicy
{
    private int _done;

    /// <summary>Whether the moment has come.</summary>
    public bool IsDone => Volatile.Read(ref _done) == 1;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (isMoment(message.Request) && Interlocked.Exchange(ref _done, 1) == 0)
        {
            await work();
        }

        await ProcessNextAsync(message, pipeline);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

    /// <summary>Whether a request writes a blob whose name contains a text.</summary>
    public static bool IsWriteOf(Request request, string name) =>
        request.Method == RequestMethod.Put && Uri.UnescapeDataString(request.Uri.Path).Contains(name, StringComparison.Ordinal);
}
