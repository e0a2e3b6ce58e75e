using System.CommandLine;
using Trad.Functions.Assets;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;
using Trad.Training.Assets;

namespace Trad.LocalHost.Commands;

/// <summary><c>assets revalidate</c>: measures an asset on other candles and shows what is left of its objective.</summary>
internal sealed class AssetRevalidateCommand : Command
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly AssetArgument _asset = new();
    private readonly Option<DateTimeOffset?> _from = new("--from") { Description = "First moment, UTC, inclusive (default: the end of the training's data).", CustomParser = UtcMoment.Parse };
    private readonly Option<DateTimeOffset?> _to = new("--to") { Description = "End, UTC, exclusive (default: the newest stored candle).", CustomParser = UtcMoment.Parse };
    private readonly HostOptions _host = new();

    public AssetRevalidateCommand()
        : base("revalidate", "Measure a trained asset on newer candles.")
    {
        _asset.AddTo(this);
        Add(_from);
        Add(_to);
        _host.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = await HostSession.OpenAsync(_host.Read(parsed), Console.Error.WriteLine, cancellationToken);
        var id = await _asset.ReadAsync(parsed, session.Client, cancellationToken);
        var asset = await session.Client.Assets.RevalidateAsync(
            id, new RevalidationRequest(parsed.GetValue(_from), parsed.GetValue(_to)), cancellationToken);
        var asked = asset.Revalidations[0].Id;
        Revalidation revalidation;
        while ((revalidation = asset.Revalidations.First(each => each.Id == asked)).State == RevalidationState.Running)
        {
            await Task.Delay(PollInterval, cancellationToken);
            asset = await session.Client.Assets.GetAsync(id, cancellationToken);
        }

        new AssetDisplay(Console.Out).Show(asset, revalidation);
        return revalidation.State == RevalidationState.Completed ? 0 : 1;
    }
}
