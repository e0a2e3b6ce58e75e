using Trad.LocalHost.Client;
using Trad.Training.Assets;
using Trad.Training.Jobs;

namespace Trad.LocalHost.Commands.Jobs;

/// <summary>What jobs came to on the candles that no trial saw.</summary>
internal static class PublishedAssets
{
    private const int PageSize = 1_000;

    /// <summary>The assets of jobs by their ids, read from the list: that is no look at their hold-out.</summary>
    /// <exception cref="TradApiException">The host refused.</exception>
    public static async Task<IReadOnlyDictionary<string, TrainedAsset>> ReadAsync(
        TradClient client, IReadOnlyList<TrainingJob> jobs, CancellationToken cancellationToken)
    {
        var wanted = jobs.Select(job => job.AssetId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<string, TrainedAsset>(StringComparer.Ordinal);
        string? token = null;
        while (found.Count < wanted.Count)
        {
            var page = await client.Assets.ListAsync(new AssetFilter(), PageSize, token, cancellationToken);
            foreach (var asset in page.Items.Where(asset => wanted.Contains(asset.Id)))
            {
                found[asset.Id] = asset;
            }

            if ((token = page.ContinuationToken) is null)
            {
                break;
            }
        }

        return found;
    }
}
