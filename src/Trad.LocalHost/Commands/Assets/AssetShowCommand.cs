using System.CommandLine;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;
using Trad.Training.Assets;

namespace Trad.LocalHost.Commands.Assets;

/// <summary><c>assets show</c>: one asset, in sample and hold-out side by side.</summary>
internal sealed class AssetShowCommand : AnswerCommand<TrainedAsset>
{
    private readonly AssetArgument _asset = new();

    public AssetShowCommand()
        : base("show", "Show a trained asset.")
    {
        _asset.AddTo(this);
        AddOptions();
    }

    /// <inheritdoc/>
    protected override async Task<TrainedAsset> AskAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var id = await _asset.ReadAsync(parsed, session.Client, cancellationToken);
        return await session.Client.Assets.GetAsync(id, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void Show(TrainedAsset asset) =>
        new AssetDisplay(Console.Out).Show(asset);
}
