using System.CommandLine;
using System.Text.Json;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;
using Trad.Training;

namespace Trad.LocalHost.Commands;

/// <summary><c>assets show</c>: one asset, in sample and hold-out side by side.</summary>
internal sealed class AssetShowCommand : Command
{
    private readonly AssetArgument _asset = new();
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON." };
    private readonly HostOptions _host = new();

    public AssetShowCommand()
        : base("show", "Show a trained asset.")
    {
        _asset.AddTo(this);
        Add(_json);
        _host.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = await HostSession.OpenAsync(_host.Read(parsed), Console.Error.WriteLine, cancellationToken);
        var id = await _asset.ReadAsync(parsed, session.Client, cancellationToken);
        var asset = await session.Client.Assets.GetAsync(id, cancellationToken);
        if (parsed.GetValue(_json))
        {
            Console.WriteLine(JsonSerializer.Serialize(asset, TradJson.Options));
        }
        else
        {
            new AssetDisplay(Console.Out).Show(asset);
        }

        return 0;
    }
}
