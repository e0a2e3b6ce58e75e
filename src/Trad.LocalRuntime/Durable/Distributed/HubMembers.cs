using Azure.Data.Tables;
using Trad.LocalRuntime.Durable.Hub;
using Trad.LocalRuntime.Durable.Storage;

namespace Trad.LocalRuntime.Durable.Distributed;

/// <summary>Who works on a hub: each process says every few seconds that it lives.</summary>
internal sealed class HubMembers(HubStorage storage, string hubName)
{
    /// <summary>How often a process says that it lives.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    // A member that was silent for so long is gone; a busy machine may be late.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private const string Partition = "member";

    private readonly TableClient _table = storage.Tables.GetTableClient($"{hubName}Members");

    /// <summary>Whether anybody has ever worked on the hub.</summary>
    public Task<bool> ExistAsync(CancellationToken cancellationToken) => storage.HasTableAsync($"{hubName}Members", cancellationToken);

    /// <summary>Makes the table.</summary>
    public Task InitializeAsync(CancellationToken cancellationToken) => _table.CreateIfNotExistsAsync(cancellationToken);

    /// <summary>Says that a member lives.</summary>
    public Task SayAsync(HubMember member, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition, member.Id)
        {
            ["App"] = member.App,
            ["IsWorker"] = member.IsWorker,
            ["Activities"] = member.Activities,
        };
        foreach (var (name, value) in member.Owner.ToMetadata())
        {
            row[name] = value;
        }

        return _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>Says that a member is gone.</summary>
    public Task LeaveAsync(string id, CancellationToken cancellationToken) =>
        _table.DeleteEntityAsync(Partition, id, cancellationToken: cancellationToken);

    /// <summary>The members that live; the rows of others are removed.</summary>
    public async Task<IReadOnlyList<HubMember>> ReadLivingAsync(CancellationToken cancellationToken)
    {
        var living = new List<HubMember>();
        await foreach (var page in _table.QueryAsync<TableEntity>(
            row => row.PartitionKey == Partition, cancellationToken: cancellationToken).AsPages())
        {
            // The clock that wrote the rows' times is the one that tells their age.
            var now = page.GetRawResponse().Headers.Date!.Value;
            foreach (var member in page.Values.Select(Read))
            {
                if (now - member.SeenAt > Patience || member.Owner.HasEnded)
                {
                    await LeaveAsync(member.Id, cancellationToken);
                }
                else
                {
                    living.Add(member);
                }
            }
        }

        return living;
    }

    private static HubMember Read(TableEntity row)
    {
        var owner = HubOwner.Read(
            row.Where(column => column.Value is string).ToDictionary(column => column.Key, column => (string)column.Value));
        return new HubMember(
            row.RowKey, owner!, row.GetString("App"), row.GetBoolean("IsWorker")!.Value, row.Timestamp!.Value,
            row.GetInt64("Activities")!.Value);
    }
}
