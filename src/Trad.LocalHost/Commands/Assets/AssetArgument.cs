using System.CommandLine;
using Trad.LocalHost.Client;
using Trad.LocalHost.Hosting;
using Trad.Training.Assets;

namespace Trad.LocalHost.Commands.Assets;

/// <summary>The argument that names an asset, or several: its identity, the beginning of it, or its job's number.</summary>
/// <param name="least">How many at least.</param>
/// <param name="most">How many at most.</param>
internal sealed class AssetArgument(int least = 1, int most = 1)
{
    private readonly Argument<string[]> _asset = new("asset")
    {
        Arity = new ArgumentArity(least, most),
        CustomParser = given => [.. given.Tokens.Select(token => token.Value)],
        Description = "The asset: its id, the beginning of it, or its job's number as in 98 or #98.",
    };

    public void AddTo(Command command) => command.Add(_asset);

    /// <summary>The identity of the asset that is meant.</summary>
    /// <exception cref="StartException">None is, or several are.</exception>
    public async Task<string> ReadAsync(ParseResult parsed, TradClient client, CancellationToken cancellationToken)
    {
        var all = await ReadAllAsync(parsed, client, cancellationToken);
        return all[0];
    }

    /// <summary>The identities of the assets that are meant.</summary>
    /// <exception cref="StartException">One of them is none, or may be several.</exception>
    public async Task<IReadOnlyList<string>> ReadAllAsync(ParseResult parsed, TradClient client, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        foreach (var text in parsed.GetValue(_asset)!)
        {
            ids.Add(await FindAsync(text, client, cancellationToken));
        }

        return ids;
    }

    private static async Task<string> FindAsync(string text, TradClient client, CancellationToken cancellationToken)
    {
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
