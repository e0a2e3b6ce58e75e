using System.CommandLine;
using Trad.Functions.Assets;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands.Assets;

/// <summary><c>assets compare</c>: two to five assets side by side.</summary>
internal sealed class AssetCompareCommand : AnswerCommand<AssetComparison>
{
    private readonly AssetArgument _assets = new(2, 5);

    public AssetCompareCommand()
        : base("compare", "Show two to five trained assets side by side.", "Print JSON, with the equity of each.")
    {
        _assets.AddTo(this);
        AddOptions();
    }

    /// <inheritdoc/>
    protected override async Task<AssetComparison> AskAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var ids = await _assets.ReadAllAsync(parsed, session.Client, cancellationToken);
        return await session.Client.Assets.CompareAsync(ids, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void Show(AssetComparison compared) =>
        new AssetDisplay(Console.Out).ShowComparison(compared.Assets);
}
