using Azure.Core;
using Azure.Core.Pipeline;

namespace Trad.LocalRuntime.Tests.Hosting;

/// <summary>Storage that will never take certain writes: it answers them as it answers a request that is wrong or too large.</summary>
/// <param name="status">Its answer: 400 or 413.</param>
internal sealed class RefusingStorage(int status) : HttpPipelinePolicy
{
    private Func<Request, bool> _refuses = _ => false;

    /// <summary>Refuses these writes from now on.</summary>
    public void Refuse(Func<Request, bool> writes) => Volatile.Write(ref _refuses, writes);

    /// <summary>Whether a request writes a turn of an orchestration.</summary>
    public static bool IsTurn(Request request) => request.Uri.Path.EndsWith("/$batch", StringComparison.Ordinal);

    /// <summary>Whether a request makes or changes the row of an orchestration.</summary>
    public static bool IsInstance(Request request) =>
        request.Method != RequestMethod.Get && request.Uri.Path.Contains("Instances", StringComparison.Ordinal);

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (!Volatile.Read(ref _refuses)(message.Request))
        {
            return ProcessNextAsync(message, pipeline);
        }

        message.Response = new RefusedResponse(status, message.Request.ClientRequestId);
        return ValueTask.CompletedTask;
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);
}
