using System.CommandLine;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands.Assets;

/// <summary><c>assets compare</c>: two to five assets side by side.</summary>
internal sealed class AssetCompareCommand : HostCommand
{
    private readonly AssetArgument _assets = new(2, 5);
    private readonly JsonOption _json = new() { Description = "Print JSON, with the equity of each." };

    public AssetCompareCommand()
        : base("compare", "Show two to five trained assets side by side.")
    {
        _assets.AddTo(this);
        AddOptions([_json]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var ids = await _assets.ReadAllAsync(parsed, session.Client, cancellationToken);
        var compared = await session.Client.Assets.CompareAsync(ids, cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOption.Print(compared);
        }
        else
        {
            new AssetDisplay(Console.Out).ShowComparison(compared.Assets);
        }

        return 0;
    }
}
