using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Trad.Functions.Api.Failures;

/// <summary>
/// Puts the answers to failures around everything that a server does with a request. In the real worker a function's exception
/// does not come this way (see <c>FailureWorkerMiddleware</c>); the limits and the server's own refusals do.
/// </summary>
internal sealed class FailureStartupFilter : IStartupFilter
{
    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        var failures = app.ApplicationServices.GetRequiredService<FailureAnswers>();
        app.Use((http, following) => failures.AnswerAsync(http, () => following(http)));
        next(app);
    };
}
