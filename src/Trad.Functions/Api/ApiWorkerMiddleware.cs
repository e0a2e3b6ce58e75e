using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Trad.Functions.Api;

/// <summary>
/// The adapter for the Functions worker. A refusal is the function's result: the invocation and its HTTP request wait for
/// each other, so what ends one without the other would hang both.
/// </summary>
public sealed class ApiWorkerMiddleware : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http && ApiPipeline.Enter(http, context.FunctionDefinition.Name) is { } refusal)
        {
            context.GetInvocationResult().Value = refusal;
            return;
        }

        await next(context);
    }
}
