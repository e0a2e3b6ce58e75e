using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Trad.LocalRuntime.Tests.Hosting;

/// <summary>Notes every request to storage except the renewal of the hub's lease, which goes by the clock.</summary>
internal sealed class RequestLog : HttpPipelineSynchronousPolicy
{
    private readonly ConcurrentQueue<string> _requests = new();

    public int Count => _requests.Count;

    public override void OnSendingRequest(HttpMessage message)
    {
        var target = message.Request.Uri.ToUri().PathAndQuery;
        if (!target.Contains("comp=lease", StringComparison.Ordinal))
        {
            _requests.Enqueue($"{message.Request.Method} {target}");
        }
    }

    public void Clear() => _requests.Clear();
}
