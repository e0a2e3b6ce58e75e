using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Assets;

/// <summary><c>assets export</c>: writes an asset into a file or to standard output.</summary>
internal sealed class AssetExportCommand : HostCommand
{
    private readonly AssetArgument _asset = new();
    private readonly FileOptions _file = new("json (the default), csv or freqtrade (a zip with a strategy class and its parameters).");

    public AssetExportCommand()
        : base("export", "Export a trained asset.")
    {
        _asset.AddTo(this);
        AddOptions(_file.All);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var id = await _asset.ReadAsync(parsed, session.Client, cancellationToken);
        await using var content = await session.Client.Assets.ExportAsync(id, _file.FormatOf(parsed), cancellationToken);
        await _file.WriteAsync(parsed, content, cancellationToken);
        return 0;
    }
}
