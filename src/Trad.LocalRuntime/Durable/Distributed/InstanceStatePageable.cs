using System.Runtime.CompilerServices;
using DurableTask.AzureStorage;
using DurableTask.AzureStorage.Tracking;
using DurableTask.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using OrchestrationQuery = Microsoft.DurableTask.Client.OrchestrationQuery;

namespace Trad.LocalRuntime.Durable.Distributed;

/// <summary>The instances that fit a query, page by page.</summary>
internal sealed class InstanceStatePageable(
    AzureStorageOrchestrationService service, OrchestrationQuery query) : AsyncPageable<OrchestrationMetadata>
{
    public override IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(
        string? continuationToken = default, int? pageSizeHint = default) =>
        ReadAsync(continuationToken ?? query.ContinuationToken, pageSizeHint ?? query.PageSize);

    private async IAsyncEnumerable<Page<OrchestrationMetadata>> ReadAsync(
        string? token, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var condition = new OrchestrationInstanceStatusQueryCondition
        {
            RuntimeStatus = query.Statuses?.Select(status => (OrchestrationStatus)(int)status),
            CreatedTimeFrom = query.CreatedFrom?.UtcDateTime ?? default,
            CreatedTimeTo = query.CreatedTo?.UtcDateTime ?? default,
            InstanceIdPrefix = query.InstanceIdPrefix,
            FetchInput = query.FetchInputsAndOutputs,
            FetchOutput = query.FetchInputsAndOutputs,
        };
        do
        {
            var page = await service.GetOrchestrationStateAsync(condition, pageSize, token, cancellationToken);
            token = string.IsNullOrEmpty(page.ContinuationToken) ? null : page.ContinuationToken;
            yield return new Page<OrchestrationMetadata>(
                [.. page.OrchestrationState.Select(state => InstanceStates.ToMetadata(state, query.FetchInputsAndOutputs))], token);
        }
        while (token is not null);
    }
}
