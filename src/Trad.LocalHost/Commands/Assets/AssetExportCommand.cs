using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Assets;

/// <summary><c>assets export</c>: writes an asset into a file or to standard output.</summary>
internal sealed class AssetExportCommand : HostCommand
{
    private readonly AssetArgument _asset = new();
    private readonly Option<string?> _format = new("--format") { Description = "json (the default), csv or freqtrade." };
    private readonly Option<FileInfo?> _output = new("--output") { Description = "The file to write (default: standard output)." };

    public AssetExportCommand()
        : base("export", "Export a trained asset.")
    {
        _asset.AddTo(this);
        AddOptions([_format, _output]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var id = await _asset.ReadAsync(parsed, session.Client, cancellationToken);
        await using var content = await session.Client.Assets.ExportAsync(id, parsed.GetValue(_format), cancellationToken);
        try
        {
            await using var output = parsed.GetValue(_output)?.Create() ?? Console.OpenStandardOutput();
            await content.CopyToAsync(output, cancellationToken);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The file cannot be written: {refused.Message}", refused);
        }

        return 0;
    }
}
