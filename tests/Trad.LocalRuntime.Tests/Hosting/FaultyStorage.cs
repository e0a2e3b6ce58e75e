using Azure.Core;
using Azure.Core.Pipeline;

namespace Trad.LocalRuntime.Tests.Hosting;

/// <summary>
/// Storage on a bad day: while it lasts, some requests are answered 500, 503 or 412 without being carried out, some are
/// carried out and their answer is lost, and some are never answered. Which ones is drawn from a seed.
/// </summary>
internal sealed class FaultyStorage(int seed, double share) : HttpPipelinePolicy
{
    private readonly Random _random = new(seed);
    private int _faults;

    /// <summary>Whether the bad day lasts.</summary>
    public bool IsBad { get; set; }

    /// <summary>Faults so far.</summary>
    public int Faults => _faults;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        switch (Draw())
        {
            case 0:
                message.Response = new RefusedResponse(500, message.Request.ClientRequestId);
                break;
            case 1:
                message.Response = new RefusedResponse(503, message.Request.ClientRequestId);
                break;
            case 2:
                message.Response = new RefusedResponse(412, message.Request.ClientRequestId);
                break;
            case 3:
                await ProcessNextAsync(message, pipeline);
                message.Response = new RefusedResponse(500, message.Request.ClientRequestId);
                break;
            case 4:
                throw new TaskCanceledException("The request took longer than the client waits.");
            default:
                await ProcessNextAsync(message, pipeline);
                break;
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    private int Draw()
    {
        lock (_random)
        {
            if (!IsBad || _random.NextDouble() >= share)
            {
                return -1;
            }

            _faults++;
            return _random.Next(5);
        }
    }
}
