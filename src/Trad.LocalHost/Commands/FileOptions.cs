using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands;

/// <summary>The options of what can be written as a file: its format, and where to.</summary>
/// <param name="formats">The formats, for the help.</param>
internal sealed class FileOptions(string formats)
{
    private readonly Option<string?> _format = new("--format") { Description = formats };
    private readonly Option<FileInfo?> _output = new("--output") { Description = "The file to write (default: standard output)." };

    /// <summary>Both.</summary>
    public IEnumerable<Option> All => [_format, _output];

    /// <summary>The format; null when none is given.</summary>
    public string? FormatOf(ParseResult parsed) => parsed.GetValue(_format);

    /// <summary>Whether a file is named.</summary>
    public bool HasOutput(ParseResult parsed) => parsed.GetValue(_output) is not null;

    /// <summary>Writes the content.</summary>
    /// <exception cref="StartException">The file cannot be written.</exception>
    public async Task WriteAsync(ParseResult parsed, Stream content, CancellationToken cancellationToken)
    {
        try
        {
            await using var output = parsed.GetValue(_output)?.Create() ?? Console.OpenStandardOutput();
            await content.CopyToAsync(output, cancellationToken);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The file cannot be written: {refused.Message}", refused);
        }
    }
}
