using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Trad.LocalRuntime.Durable.Hub;

namespace Trad.LocalRuntime.Durable.Storage;

/// <summary>The engine's own clients of the storage account; the app has its own.</summary>
internal sealed class HubStorage
{
    // A person may wait for a turn, so a silent storage service is asked again soon. The engine itself never gives up.
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    private readonly LocalRuntimeOptions _options;
    private readonly HubHold _hold;

    public HubStorage(LocalRuntimeOptions options, HubHold hold)
    {
        _options = options;
        _hold = hold;
        Tables = new TableServiceClient(options.ConnectionString, Configure(new TableClientOptions()));
        Blobs = new BlobServiceClient(options.ConnectionString, Configure(new BlobClientOptions()));
    }

    public TableServiceClient Tables { get; }

    public BlobServiceClient Blobs { get; }

    /// <summary>Whether there is a table of the name.</summary>
    public async Task<bool> HasTableAsync(string name, CancellationToken cancellationToken)
    {
        await foreach (var _ in Tables.QueryAsync(
            TableClient.CreateQueryFilter($"TableName eq {name}"), cancellationToken: cancellationToken))
        {
            return true;
        }

        return false;
    }

    /// <summary>The store of the hub.</summary>
    public DurableStore OpenStore()
    {
        var payloads = new PayloadStore(Blobs, _options.HubName);
        return new DurableStore(
            new InstanceTable(Tables, payloads, _options.HubName),
            new HistoryTable(Tables, payloads, _options.HubName),
            payloads,
            new HubSchema(Tables, _options.HubName));
    }

    private T Configure<T>(T client)
        where T : ClientOptions
    {
        client.Retry.NetworkTimeout = AnswerPatience;
        client.Retry.Delay = FirstDelay;
        client.Retry.MaxDelay = LongestDelay;
        client.AddPolicy(_hold, HttpPipelinePosition.PerRetry);
        _options.ConfigureStorage?.Invoke(client);
        return client;
    }
}
