using System.CommandLine;
using System.Globalization;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands.Assets;

/// <summary><c>assets months</c>: what every month returned.</summary>
internal sealed class AssetMonthsCommand : HostCommand
{
    private readonly AssetArgument _asset = new();
    private readonly JsonOption _json = new() { Description = "Print JSON." };

    public AssetMonthsCommand()
        : base("months", "Show what every month returned.")
    {
        _asset.AddTo(this);
        AddOptions([_json]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var id = await _asset.ReadAsync(parsed, session.Client, cancellationToken);
        var months = await session.Client.Assets.ListMonthsAsync(id, cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOption.Print(months);
        }
        else
        {
            TableDisplay.Show(
                Console.Out,
                ["Month (UTC)", ">Return", "Part"],
                months.Select(month => (IReadOnlyList<string>)
                [
                    string.Create(CultureInfo.InvariantCulture, $"{month.Year:0000}-{month.Month:00}"),
                    Figures.Percent(month.Return),
                    month.InSample ? "in sample" : "hold-out",
                ]),
                "No months.");
        }

        return 0;
    }
}
