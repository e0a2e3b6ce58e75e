using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Strategies;

namespace Trad.Training.Assets;

/// <summary>
/// Removes strategies of one's own, or versions of them, unless a job or an asset was made with them; a deleted asset counts for as long as
/// it can be restored.
/// </summary>
public sealed class StrategyRemoval(IStrategyStore strategies, IJobStore jobs, IAssetStore assets)
{
    private const int PageSize = 200;
    private const int MostNamed = 5;

    /// <summary>What a strategy, or a version of it, is in use for, and how to end that; null when it is not in use.</summary>
    /// <param name="name">The strategy.</param>
    /// <param name="version">The version; null for any.</param>
    /// <param name="restorableFrom">Assets that were deleted from this moment on can be restored.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<string?> DescribeUseAsync(
        string name, int? version, DateTimeOffset restorableFrom, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        string? token = null;
        do
        {
            var page = await jobs.ListAsync(new JobFilter(Strategy: name), PageSize, token, cancellationToken);
            found.AddRange(page.Items.Where(job => Uses(job.Request, version)).Select(job => $"job #{job.Number}"));
            token = page.ContinuationToken;
        }
        while (token is not null && found.Count <= MostNamed);
        found.AddRange((await assets.ReadAllAsync(cancellationToken))
            .Where(asset => asset.Strategy == name && Uses(asset.Request, version)).Select(asset => $"asset {asset.Id} ({asset.Name})"));
        found.AddRange((await assets.ReadDeletedAsync(DateTimeOffset.MaxValue, cancellationToken))
            .Where(asset => asset.DeletedAt >= restorableFrom && asset.Strategy == name && Uses(asset.Request, version))
            .Select(asset => $"deleted asset {asset.Id} ({asset.Name}), which can be restored until it is removed for good"));
        if (found.Count == 0)
        {
            return null;
        }

        var what = version is null ? $"'{name}'" : $"Version {version} of '{name}'";
        var more = found.Count > MostNamed ? " and others" : "";
        return $"{what} is in use by {string.Join(", ", found.Take(MostNamed))}{more}; delete these first.";
    }

    /// <summary>Removes a strategy, or one of its versions.</summary>
    /// <param name="name">The strategy.</param>
    /// <param name="version">The version; null for all of them.</param>
    /// <param name="applies">Whether it is removed, given the strategy as it is kept.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Whether there was such a strategy and version.</returns>
    public Task<bool> RemoveAsync(string name, int? version, Predicate<OwnStrategy> applies, CancellationToken cancellationToken) =>
        version is { } number
            ? strategies.RemoveVersionAsync(name, number, applies, cancellationToken)
            : strategies.RemoveAsync(name, applies, cancellationToken);

    private static bool Uses(TrainingRequest request, int? version) =>
        request.PinnedStrategy is { } pinned && (version is null || pinned.Version == version);
}
