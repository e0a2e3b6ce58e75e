using System.Text;
using System.Text.Json;
using Trad.Backtesting.Strategies.Rules;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Strategies;

/// <summary>A file with a document of rules; what is in it, the host checks.</summary>
internal static class RuleFile
{
    // No character has more than four bytes in UTF-8.
    private const int Largest = 4 * RuleLimits.LongestDocument;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The document in a file.</summary>
    /// <exception cref="StartException">The file cannot be read.</exception>
    public static async Task<string> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        if (!file.Exists)
        {
            throw Missing(file.ToString());
        }

        try
        {
            var content = SmallFile.Read(
                file, Largest, $"a document of rules has at most {RuleLimits.LongestDocument} characters");
            using var text = new StreamReader(
                new MemoryStream(content.Array!, content.Offset, content.Count), Strict);
            return await text.ReadToEndAsync(cancellationToken);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new StartException($"{file}: {unreadable.Message}", unreadable);
        }
    }

    /// <summary>Whether a text is written like a path: no strategy has such a name.</summary>
    public static bool IsPath(string text) => text.AsSpan().IndexOfAny('/', '\\') >= 0 || Path.HasExtension(text);

    /// <summary>Why there is no document at a path: it is a folder, or nothing is there.</summary>
    public static StartException Missing(string path) => new(Directory.Exists(path)
        ? $"{path}: is a folder; a file with a document of rules is needed."
        : $"{path}: there is no such file.");

    /// <summary>The name in a document; null when none can be read, which the host will say better.</summary>
    public static string? FindName(string document)
    {
        try
        {
            using var json = JsonDocument.Parse(document, new JsonDocumentOptions { AllowTrailingCommas = true });
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("name", out var name)
                && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
