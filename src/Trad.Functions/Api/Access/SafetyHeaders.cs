using Microsoft.AspNetCore.Http;

namespace Trad.Functions.Api.Access;

/// <summary>
/// Headers of every answer, the host's own included: a browser takes it for nothing but what it says it is, shows it in no
/// frame and gives it to no other site. host.json has the same for what the Functions host answers by itself.
/// </summary>
internal static class SafetyHeaders
{
    /// <summary>Names and values.</summary>
    public static readonly IReadOnlyList<(string Name, string Value)> All =
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Referrer-Policy", "no-referrer"),
    ];

    /// <summary>Adds them when the answer begins, as far as the function has not said otherwise.</summary>
    public static void AddTo(HttpResponse response) => response.OnStarting(() =>
    {
        foreach (var (name, value) in All)
        {
            response.Headers.TryAdd(name, value);
        }

        return Task.CompletedTask;
    });
}
