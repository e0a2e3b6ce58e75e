using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands;

/// <summary>The option that names the file which is written instead of standard output.</summary>
internal sealed class OutputOption : Option<FileInfo?>
{
    public OutputOption()
        : base("--output") =>
        Description = "The file to write (default: standard output).";

    /// <summary>Writes the content.</summary>
    /// <exception cref="StartException">The file cannot be written.</exception>
    public async Task WriteAsync(ParseResult parsed, Stream content, CancellationToken cancellationToken)
    {
        try
        {
            await using var output = parsed.GetValue(this)?.Create() ?? Console.OpenStandardOutput();
            await content.CopyToAsync(output, cancellationToken);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The file cannot be written: {refused.Message}", refused);
        }
    }
}
