using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Assets;

/// <summary><c>assets report</c>: whether an asset is more than luck, as one page to mail or as JSON.</summary>
internal sealed class AssetReportCommand : HostCommand
{
    private readonly AssetArgument _asset = new();
    private readonly FileOptions _file = new("html (the default) or json.");

    public AssetReportCommand()
        : base("report", "Write whether an asset is more than luck, with all the evidence: one page with plots, or JSON.")
    {
        _asset.AddTo(this);
        AddOptions(_file.All);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var id = await _asset.ReadAsync(parsed, session.Client, cancellationToken);
        await using var content = await session.Client.Assets.OpenReportAsync(
            id, _file.FormatOf(parsed) ?? "html", cancellationToken);
        await _file.WriteAsync(parsed, content, cancellationToken);
        return 0;
    }
}
