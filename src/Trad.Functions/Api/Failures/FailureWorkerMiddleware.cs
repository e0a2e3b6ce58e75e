using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Trad.Functions.Api.Failures;

/// <summary>
/// The answers to failures in the real worker, whose pipeline would hand an exception to the host, which answers with nothing.
/// The result is written here, so that failing while it is written is answered as well.
/// </summary>
internal sealed class FailureWorkerMiddleware(FailureAnswers failures) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        await failures.AnswerAsync(http, async () =>
        {
            await next(context);
            if (context.GetInvocationResult().Value is IResult result)
            {
                await result.ExecuteAsync(http);
            }
        });

        // What comes behind would write it once more.
        context.GetInvocationResult().Value = Results.Empty;
    }
}
