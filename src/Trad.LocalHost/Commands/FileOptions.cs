using System.CommandLine;

namespace Trad.LocalHost.Commands;

/// <summary>The options of what can be written as a file: its format, and where to.</summary>
/// <param name="formats">The formats, for the help.</param>
internal sealed class FileOptions(string formats)
{
    private readonly Option<string?> _format = new("--format") { Description = formats };
    private readonly OutputOption _output = new();

    /// <summary>Both.</summary>
    public IEnumerable<Option> All => [_format, _output];

    /// <summary>The format; null when none is given.</summary>
    public string? FormatOf(ParseResult parsed) => parsed.GetValue(_format);

    /// <summary>Whether a file is named.</summary>
    public bool HasOutput(ParseResult parsed) => parsed.GetValue(_output) is not null;

    /// <summary>Writes the content.</summary>
    /// <exception cref="Hosting.StartException">The file cannot be written.</exception>
    public Task WriteAsync(ParseResult parsed, Stream content, CancellationToken cancellationToken) =>
        _output.WriteAsync(parsed, content, cancellationToken);
}
