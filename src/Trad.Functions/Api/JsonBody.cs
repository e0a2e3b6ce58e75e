using System.Text;
using Microsoft.AspNetCore.Http;
using Trad.Functions.Api.Failures;
using Trad.Functions.Candles;
using Trad.Training;
using Trad.Training.Requests;

namespace Trad.Functions.Api;

/// <summary>Reads JSON request bodies and says, field by field, what cannot be read.</summary>
internal static class JsonBody
{
    private const int MaximumBytes = 256 * 1024;
    private const int ChunkBytes = 16 * 1024;

    private static readonly UTF8Encoding StrictText = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The body as a value, or null after recording what is wrong with it.</summary>
    public static async Task<T?> ReadAsync<T>(HttpRequest request, ValidationErrors errors, CancellationToken cancellationToken)
        where T : class =>
        RefuseForm(request, errors) ? null : Parse<T>(await ReadBytesAsync(request, cancellationToken), errors);

    /// <summary>Like <see cref="ReadAsync"/>, but no body at all stands for a value without anything in it.</summary>
    public static async Task<T?> ReadOptionalAsync<T>(HttpRequest request, ValidationErrors errors, CancellationToken cancellationToken)
        where T : class
    {
        if (RefuseForm(request, errors))
        {
            return null;
        }

        var body = await ReadBytesAsync(request, cancellationToken);
        return Parse<T>(body.Length == 0 ? "{}"u8.ToArray() : body, errors);
    }

    /// <summary>The body as text that somebody else reads, or null after recording what is wrong with it.</summary>
    public static async Task<string?> ReadTextAsync(HttpRequest request, ValidationErrors errors, CancellationToken cancellationToken)
    {
        if (RefuseForm(request, errors))
        {
            return null;
        }

        var body = await ReadBytesAsync(request, cancellationToken);
        try
        {
            // Editors of some systems put a mark before a text, which is no part of it.
            var text = StrictText.GetString(body).TrimStart('\uFEFF');
            if (text.Length > 0)
            {
                return text;
            }

            errors.Add("body", "is empty; send a JSON object");
        }
        catch (DecoderFallbackException broken)
        {
            errors.Add("body", $"is no text in UTF-8: {broken.Message}");
        }

        return null;
    }

    // What curl -F sends; it would be called broken JSON.
    private static bool RefuseForm(HttpRequest request, ValidationErrors errors)
    {
        if (!BodyForm.IsMultipart(request))
        {
            return false;
        }

        errors.Add("body", "is a form (multipart/form-data); send the JSON object itself as the body, as with curl -d");
        return true;
    }

    private static T? Parse<T>(byte[] body, ValidationErrors errors)
        where T : class
    {
        if (body.Length == 0)
        {
            errors.Add("body", "is empty; send a JSON object");
            return null;
        }

        return RequestJson.Read<T>(body, errors);
    }

    private static async Task<byte[]> ReadBytesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaximumBytes)
        {
            throw new BodyTooLargeException(MaximumBytes);
        }

        using var buffer = new MemoryStream();
        var chunk = new byte[ChunkBytes];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > MaximumBytes)
            {
                throw new BodyTooLargeException(MaximumBytes);
            }
        }

        return buffer.ToArray();
    }
}
