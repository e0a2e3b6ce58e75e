using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Trad.LocalRuntime.Tests.Hosting;

/// <summary>
/// Storage that answers everything, but not the renewal of a lease while it is stubborn; counts the writes that reach it.
/// </summary>
internal sealed class StubbornLease : HttpPipelineSynchronousPolicy
{
    private int _refusals;
    private int _writes;

    public volatile bool IsStubborn;

    /// <summary>Renewals that were refused.</summary>
    public int Refusals => Volatile.Read(ref _refusals);

    /// <summary>Writes that reached storage while it was stubborn.</summary>
    public int Writes => Volatile.Read(ref _writes);

    public override void OnSendingRequest(HttpMessage message)
    {
        if (!IsStubborn || message.Request.Method == RequestMethod.Get || message.Request.Method == RequestMethod.Head)
        {
            return;
        }

        if (message.Request.Uri.Query.Contains("comp=lease", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _refusals);
            throw new RequestFailedException(503, "The lease service is away.");
        }

        Interlocked.Increment(ref _writes);
    }
}
