using System.CommandLine;
using Trad.Backtesting.Strategies;
using Trad.LocalHost.Client;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;
using Trad.Training.Assets;
using Trad.Training.Validation;

namespace Trad.LocalHost.Commands.Assets;

/// <summary><c>assets list</c>: the assets, the newest first.</summary>
internal sealed class AssetListCommand : AnswerCommand<IReadOnlyList<TrainedAsset>>
{
    private readonly Option<string?> _search = new("--search")
    {
        Description = "Text in name, notes, strategy or symbols, or a job number as in #98.",
    };
    private readonly Option<string?> _strategy = new("--strategy")
    {
        Description = $"Only of this strategy. One of: {StrategyCatalog.Names}.",
    };
    private readonly Option<string?> _symbol = new("--symbol") { Description = "Only trained on this symbol." };
    private readonly Option<AssetStage?> _stage = WordOption.Create<AssetStage>("--stage", "Only of this stage.");
    private readonly Option<Verdict?> _verdict = WordOption.Create<Verdict>("--verdict", "Only with this verdict.");
    private readonly Option<string?> _sort = new("--sort") { Description = "What to sort by, as in -holdOut.sharpe (default -createdAt)." };
    private readonly Option<int> _limit = new("--limit") { Description = "How many at most.", DefaultValueFactory = _ => 20 };

    public AssetListCommand()
        : base("list", "List trained assets.")
    {
        AddOptions([_search, _strategy, _symbol, _stage, _verdict, _sort, _limit]);
    }

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<TrainedAsset>> AskAsync(
        ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var filter = new AssetFilter(
            parsed.GetValue(_search), parsed.GetValue(_strategy), parsed.GetValue(_symbol), parsed.GetValue(_stage),
            parsed.GetValue(_verdict), parsed.GetValue(_sort));
        return (await session.Client.Assets.ListAsync(filter, parsed.GetValue(_limit), null, cancellationToken)).Items;
    }

    /// <inheritdoc/>
    protected override void Show(IReadOnlyList<TrainedAsset> assets) =>
        new AssetDisplay(Console.Out).ShowList(assets);
}
