using Microsoft.AspNetCore.Http;
using Trad.Training;

namespace Trad.Functions.Api;

/// <summary>The header that makes a POST repeatable.</summary>
internal static class IdempotencyKey
{
    /// <summary>Most characters of a key.</summary>
    public const int Longest = 200;

    private const string Header = "Idempotency-Key";

    /// <summary>The key, or null when there is none; records what is wrong with it.</summary>
    public static string? Read(HttpRequest request, ValidationErrors errors)
    {
        if (!request.Headers.TryGetValue(Header, out var values))
        {
            return null;
        }

        var key = values.ToString();
        if (values.Count != 1 || key.Length is 0 or > Longest)
        {
            errors.Add(Header, $"has {key.Length} characters; allowed is one key of 1 to {Longest}");
        }

        return key;
    }
}
