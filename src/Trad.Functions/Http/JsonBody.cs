using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Trad.Training;
using Trad.Training.Requests;

namespace Trad.Functions.Http;

/// <summary>Reads JSON request bodies and says, field by field, what cannot be read.</summary>
internal static class JsonBody
{
    private const int MaximumBytes = 256 * 1024;

    /// <summary>The body as a value, or null after recording what is wrong with it.</summary>
    public static async Task<T?> ReadAsync<T>(HttpRequest request, ValidationErrors errors, CancellationToken cancellationToken)
        where T : class =>
        Parse<T>(await ReadBytesAsync(request, cancellationToken), errors);

    /// <summary>Like <see cref="ReadAsync"/>, but no body at all stands for a value without anything in it.</summary>
    public static async Task<T?> ReadOptionalAsync<T>(HttpRequest request, ValidationErrors errors, CancellationToken cancellationToken)
        where T : class
    {
        var body = await ReadBytesAsync(request, cancellationToken);
        return Parse<T>(body is { Length: 0 } ? "{}"u8.ToArray() : body, errors);
    }

    private static T? Parse<T>(byte[]? body, ValidationErrors errors)
        where T : class
    {
        if (body is null)
        {
            errors.Add("body", $"is larger than {MaximumBytes} bytes");
            return null;
        }

        if (body.Length == 0)
        {
            errors.Add("body", "is empty; send a JSON object");
            return null;
        }

        try
        {
            var value = JsonSerializer.Deserialize<T>(body, TradJson.Options);
            if (value is null)
            {
                errors.Add("body", "is null; send a JSON object");
            }

            return value;
        }
        catch (JsonException wrong)
        {
            errors.Add(FieldOf(wrong), MessageOf(wrong));
            return null;
        }
    }

    private static async Task<byte[]?> ReadBytesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > MaximumBytes)
            {
                return null;
            }
        }

        return buffer.ToArray();
    }

    private static string FieldOf(JsonException wrong)
    {
        var path = wrong.Path is { Length: > 2 } found && found.StartsWith("$.", StringComparison.Ordinal) ? found[2..] : "";
        return path.Length == 0 ? "body" : path;
    }

    private static string MessageOf(JsonException wrong)
    {
        // The serializer's message ends with the path and position, which the field says already.
        var message = wrong.Message.Split(" Path: ", 2)[0];
        return wrong.LineNumber is { } line
            ? $"{message} (line {line + 1}, position {wrong.BytePositionInLine + 1})"
            : message;
    }
}
