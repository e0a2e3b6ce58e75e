using System.CommandLine;
using Trad.Functions.Assets;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;
using Trad.Training.Assets;

namespace Trad.LocalHost.Commands.Assets;

/// <summary><c>assets revalidate</c>: measures an asset on other candles and shows what is left of its objective.</summary>
internal sealed class AssetRevalidateCommand : HostCommand
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly AssetArgument _asset = new();
    private readonly Option<DateTimeOffset?> _from = RangeOptions.From("default: the end of the training's data");
    private readonly Option<DateTimeOffset?> _to = RangeOptions.To("default: the newest stored candle");

    public AssetRevalidateCommand()
        : base("revalidate", "Measure a trained asset on newer candles.")
    {
        _asset.AddTo(this);
        AddOptions([_from, _to]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
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
