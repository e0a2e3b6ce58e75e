using System.CommandLine;
using System.Globalization;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;
using Trad.Training.Assets;

namespace Trad.LocalHost.Commands.Assets;

/// <summary><c>assets indicators</c>: what the strategy computes from the asset's candles.</summary>
internal sealed class AssetIndicatorsCommand : AnswerCommand<AssetIndicators>
{
    private const int Points = 1_000;

    private readonly AssetArgument _asset = new();
    private readonly Option<string> _symbol = new("--symbol") { Description = "One of the asset's symbols; the first when absent." };

    public AssetIndicatorsCommand()
        : base("indicators", "Show what the strategy computes from the asset's candles.", "Print JSON, with values and signals.")
    {
        _asset.AddTo(this);
        AddOptions([_symbol]);
    }

    /// <inheritdoc/>
    protected override async Task<AssetIndicators> AskAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var id = await _asset.ReadAsync(parsed, session.Client, cancellationToken);
        return await session.Client.Assets.GetIndicatorsAsync(id, parsed.GetValue(_symbol), Points, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void Show(AssetIndicators seen)
    {
        TableDisplay.Show(
            Console.Out,
            ["Indicator", "Scale", ">Last value"],
            seen.Lines.Select(line => (IReadOnlyList<string>)
            [
                line.Name,
                line.IsPrice ? "price" : "its own",
                line.Values.LastOrDefault(value => value is not null) is { } last ? Figures.Number(last) : "-",
            ]),
            "The strategy computes no indicator.");
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{seen.Signals.Count} signals on {seen.Symbol} {seen.Interval}."));
    }
}
