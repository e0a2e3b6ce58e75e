using System.CommandLine;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands.Assets;

/// <summary><c>assets show</c>: one asset, in sample and hold-out side by side.</summary>
internal sealed class AssetShowCommand : HostCommand
{
    private readonly AssetArgument _asset = new();
    private readonly JsonOption _json = new() { Description = "Print JSON." };

    public AssetShowCommand()
        : base("show", "Show a trained asset.")
    {
        _asset.AddTo(this);
        AddOptions([_json]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var id = await _asset.ReadAsync(parsed, session.Client, cancellationToken);
        var asset = await session.Client.Assets.GetAsync(id, cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOption.Print(asset);
        }
        else
        {
            new AssetDisplay(Console.Out).Show(asset);
        }

        return 0;
    }
}
