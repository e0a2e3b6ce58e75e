using System.CommandLine;
using System.Text.Json;
using Trad.LocalHost.Client;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;
using Trad.Training;
using Trad.Training.Assets;

namespace Trad.LocalHost.Commands;

/// <summary><c>assets list</c>: the assets, the newest first.</summary>
internal sealed class AssetListCommand : Command
{
    private readonly Option<string?> _search = new("--search") { Description = "Text in name, notes, strategy or symbols, or a job number as in #98." };
    private readonly Option<string?> _strategy = new("--strategy") { Description = "Only of this strategy." };
    private readonly Option<string?> _symbol = new("--symbol") { Description = "Only trained on this symbol." };
    private readonly Option<AssetStage?> _stage = new("--stage") { Description = "Only of this stage." };
    private readonly Option<string?> _sort = new("--sort") { Description = "What to sort by, as in -holdOut.sharpe (default -createdAt)." };
    private readonly Option<int> _limit = new("--limit") { Description = "How many at most.", DefaultValueFactory = _ => 20 };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON." };
    private readonly HostOptions _host = new();

    public AssetListCommand()
        : base("list", "List trained assets.")
    {
        foreach (var option in new Option[] { _search, _strategy, _symbol, _stage, _sort, _limit, _json })
        {
            Add(option);
        }

        _host.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = await HostSession.OpenAsync(_host.Read(parsed), Console.Error.WriteLine, cancellationToken);
        var filter = new AssetFilter(
            parsed.GetValue(_search), parsed.GetValue(_strategy), parsed.GetValue(_symbol), parsed.GetValue(_stage), parsed.GetValue(_sort));
        var page = await session.Client.Assets.ListAsync(filter, parsed.GetValue(_limit), null, cancellationToken);
        if (parsed.GetValue(_json))
        {
            Console.WriteLine(JsonSerializer.Serialize(page.Items, TradJson.Options));
        }
        else
        {
            new AssetDisplay(Console.Out).ShowList(page.Items);
        }

        return 0;
    }
}
