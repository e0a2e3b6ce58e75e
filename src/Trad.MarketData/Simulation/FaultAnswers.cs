using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Trad.MarketData.Simulation;

/// <summary>Whole answers that are faults.</summary>
internal static class FaultAnswers
{
    /// <summary>Writes the fault; false when the request shall be answered after all.</summary>
    public static async Task<bool> TryAnswerAsync(HttpContext context, ExchangeFault fault, TimeSpan banLength)
    {
        switch (fault)
        {
            case ExchangeFault.TooManyRequestsWithRetryAfter:
                context.Response.Headers.RetryAfter = "1";
                await WriteAsync(
                    context, 429, "application/json",
                    """{"code":-1003,"msg":"Too much request weight used; current limit is 6000 request weight per 1 MINUTE."}""");
                return true;
            case ExchangeFault.TooManyRequests:
                await WriteAsync(context, 429, "application/json", """{"code":-1003,"msg":"Too many requests."}""");
                return true;
            case ExchangeFault.Banned:
                context.Response.Headers.RetryAfter = ((int)banLength.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                await WriteAsync(
                    context, 418, "application/json", """{"code":-1003,"msg":"Way too much request weight used; IP banned."}""");
                return true;
            case ExchangeFault.ServerError:
                await WriteAsync(context, 500, "text/plain", "internal error");
                return true;
            case ExchangeFault.WrongContentType:
                await WriteAsync(context, 200, "text/html", "<html><body>Please accept our terms.</body></html>");
                return true;
            case ExchangeFault.SlowBody:
                context.Response.ContentType = "application/json";
                await context.Response.Body.WriteAsync("["u8.ToArray(), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await NeverAsync(context.RequestAborted);
                return true;
            default:
                return false;
        }
    }

    private static async Task NeverAsync(CancellationToken aborted)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, aborted);
        }
        catch (OperationCanceledException)
        {
            // The client has given up, which is what it was to do.
        }
    }

    private static Task WriteAsync(HttpContext context, int status, string type, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted).AsTask();
    }
}
