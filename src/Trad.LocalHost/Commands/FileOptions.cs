using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands;

/// <summary>The options of what can be written as a file: its format, and where to.</summary>
/// <param name="formats">The formats, for the help.</param>
internal sealed class FileOptions(string formats)
{
    private static readonly string[] Unreadable = ["parquet", "freqtrade"];

    private readonly Option<string?> _format = new("--format") { Description = formats };
    private readonly OutputOption _output = new();

    /// <summary>Both.</summary>
    public IEnumerable<Option> All => [_format, _output];

    /// <summary>The format; null when none is given.</summary>
    public string? FormatOf(ParseResult parsed) => parsed.GetValue(_format);

    /// <summary>Whether a file is named.</summary>
    public bool HasOutput(ParseResult parsed) => parsed.GetValue(_output) is not null;

    /// <summary>Writes the content.</summary>
    /// <exception cref="StartException">The file cannot be written, or nobody can read it in a terminal.</exception>
    public Task WriteAsync(ParseResult parsed, Stream content, CancellationToken cancellationToken)
    {
        EnsureReadable(FormatOf(parsed), isTerminal: !HasOutput(parsed) && !Console.IsOutputRedirected);
        return _output.WriteAsync(parsed, content, cancellationToken);
    }

    /// <summary>Does nothing where people, or programs behind a pipe, can read the format.</summary>
    /// <exception cref="StartException">Its bytes would garble a terminal.</exception>
    public static void EnsureReadable(string? format, bool isTerminal)
    {
        if (isTerminal && Unreadable.Contains(format, StringComparer.OrdinalIgnoreCase))
        {
            throw new StartException($"{format} is not text, which a terminal shows; name a file with --output, or send it there with >.");
        }
    }
}
