using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands;

/// <summary><c>assets export</c>: writes an asset into a file or to standard output.</summary>
internal sealed class AssetExportCommand : Command
{
    private readonly AssetArgument _asset = new();
    private readonly Option<string?> _format = new("--format") { Description = "json (the default), csv or freqtrade." };
    private readonly Option<FileInfo?> _output = new("--output") { Description = "The file to write (default: standard output)." };
    private readonly HostOptions _host = new();

    public AssetExportCommand()
        : base("export", "Export a trained asset.")
    {
        _asset.AddTo(this);
        Add(_format);
        Add(_output);
        _host.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = await HostSession.OpenAsync(_host.Read(parsed), Console.Error.WriteLine, cancellationToken);
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
