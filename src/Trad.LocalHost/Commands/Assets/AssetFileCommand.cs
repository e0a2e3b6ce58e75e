using System.CommandLine;
using Trad.LocalHost.Hosting;
using Trad.Training.Assets;

namespace Trad.LocalHost.Commands.Assets;

/// <summary><c>assets equity</c> and <c>assets trades</c>: what an asset did, as a file.</summary>
internal sealed class AssetFileCommand : HostCommand
{
    private readonly AssetArgument _asset = new();
    private readonly FileOptions _file = new("csv (the default) or parquet.");
    private readonly AssetFile _content;

    /// <summary>A command.</summary>
    /// <param name="content">What is written.</param>
    public AssetFileCommand(AssetFile content)
        : base(
            content == AssetFile.Equity ? "equity" : "trades",
            content == AssetFile.Equity ? "Write an asset's equity at every close." : "Write an asset's trades, in order of entry.")
    {
        _content = content;
        _asset.AddTo(this);
        AddOptions(_file.All);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var id = await _asset.ReadAsync(parsed, session.Client, cancellationToken);
        await using var content = await session.Client.Assets.OpenFileAsync(
            id, _content, _file.FormatOf(parsed) ?? "csv", cancellationToken);
        await _file.WriteAsync(parsed, content, cancellationToken);
        return 0;
    }
}
