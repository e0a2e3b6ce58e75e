using System.Runtime.CompilerServices;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trad.LocalRuntime.Durable.Storage;

namespace Trad.LocalRuntime.Durable.Client;

/// <summary>The instances that fit a query, page by page.</summary>
internal sealed class InstancePageable(DurableStore store, OrchestrationQuery query) : AsyncPageable<OrchestrationMetadata>
{
    public override IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(
        string? continuationToken = default, int? pageSizeHint = default) =>
        ReadAsync(continuationToken ?? query.ContinuationToken, pageSizeHint ?? query.PageSize);

    private async IAsyncEnumerable<Page<OrchestrationMetadata>> ReadAsync(
        string? token, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var (records, next) in store.Instances.QueryAsync(
            Filter(), pageSize, token, query.FetchInputsAndOutputs, cancellationToken))
        {
            yield return new Page<OrchestrationMetadata>(
                [.. records.Where(Fits).Select(record => record.ToMetadata(query.FetchInputsAndOutputs))], next);
        }
    }

    private string Filter()
    {
        var filter = "";
        if (query.Statuses is { } statuses)
        {
            filter += $" and ({string.Join(" or ", statuses.Select(status => $"Status eq '{status}'"))})";
        }

        if (query.CreatedFrom is { } from)
        {
            filter += $" and CreatedAt ge datetime'{from.UtcDateTime:O}'";
        }

        return query.CreatedTo is { } to ? $"{filter} and CreatedAt le datetime'{to.UtcDateTime:O}'" : filter;
    }

    private bool Fits(InstanceRecord record) =>
        query.InstanceIdPrefix is null || record.InstanceId.StartsWith(query.InstanceIdPrefix, StringComparison.Ordinal);
}
