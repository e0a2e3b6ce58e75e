using System.CommandLine;
using System.Globalization;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands.Assets;

/// <summary><c>assets indicators</c>: what the strategy computes from the asset's candles.</summary>
internal sealed class AssetIndicatorsCommand : HostCommand
{
    private const int Points = 1_000;

    private readonly AssetArgument _asset = new();
    private readonly Option<string> _symbol = new("--symbol") { Description = "One of the asset's symbols; the first when absent." };
    private readonly JsonOption _json = new() { Description = "Print JSON, with values and signals." };

    public AssetIndicatorsCommand()
        : base("indicators", "Show what the strategy computes from the asset's candles.")
    {
        _asset.AddTo(this);
        AddOptions([_symbol, _json]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var id = await _asset.ReadAsync(parsed, session.Client, cancellationToken);
        var seen = await session.Client.Assets.GetIndicatorsAsync(id, parsed.GetValue(_symbol), Points, cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOption.Print(seen);
        }
        else
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

        return 0;
    }
}
