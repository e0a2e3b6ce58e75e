using System.CommandLine;
using Trad.LocalHost.Client;
using Trad.LocalHost.Hosting;
using Trad.Training.Assets;

namespace Trad.LocalHost.Commands.Assets;

/// <summary>The argument that names an asset: its identity, the beginning of it, or its job's number.</summary>
internal sealed class AssetArgument
{
    private readonly Argument<string> _asset = new("asset")
    {
        Description = "The asset: its id, the beginning of it, or its job's number as in 98 or #98.",
    };

    public void AddTo(Command command) => command.Add(_asset);

    /// <summary>The identity of the asset that is meant.</summary>
    /// <exception cref="StartException">None is, or several are.</exception>
    public async Task<string> ReadAsync(ParseResult parsed, TradClient client, CancellationToken cancellationToken)
    {
        var text = parsed.GetValue(_asset)!;
        if (AssetIdentity.IsId(text))
        {
            return text;
        }

        var wanted = text.TrimStart('#');
        var search = int.TryParse(wanted, out _) ? $"#{wanted}" : wanted;
        var page = await client.Assets.ListAsync(new AssetFilter(Search: search), 1000, null, cancellationToken);
        var meant = page.Items.Where(asset => $"#{asset.JobNumber}" == search).ToList();
        if (meant.Count == 0)
        {
            meant = [.. page.Items.Where(asset => asset.Id.StartsWith(wanted, StringComparison.OrdinalIgnoreCase))];
        }

        return meant switch
        {
            [var only] => only.Id,
            [] => throw new StartException($"There is no asset '{text}'."),
            _ =>
                throw new StartException(
                    $"'{text}' may be any of {string.Join(", ", meant.Select(asset => asset.Id))}; give more of the id."),
        };
    }
}
