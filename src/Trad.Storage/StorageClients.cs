using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Trad.Storage.Requests;

namespace Trad.Storage;

/// <summary>The clients of one storage account, made from a connection string or from the host's identity.</summary>
public sealed class StorageClients
{
    private readonly StorageOptions _options;

    /// <summary>Makes the clients; nothing is sent yet.</summary>
    /// <exception cref="InvalidOperationException">Neither a connection string nor an account name is configured.</exception>
    public StorageClients(StorageOptions options)
    {
        _options = options;
        if (!string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            Blobs = new BlobServiceClient(options.ConnectionString, Waiting(new BlobClientOptions()));
            Tables = new TableServiceClient(options.ConnectionString, Waiting(new TableClientOptions()));
        }
        else if (!string.IsNullOrWhiteSpace(options.AccountName))
        {
            var identity = new DefaultAzureCredential();
            Blobs = new BlobServiceClient(
                new Uri($"https://{options.AccountName}.blob.core.windows.net"), identity, Waiting(new BlobClientOptions()));
            Tables = new TableServiceClient(
                new Uri($"https://{options.AccountName}.table.core.windows.net"), identity, Waiting(new TableClientOptions()));
        }
        else
        {
            throw new InvalidOperationException(
                "No storage is configured: set AzureWebJobsStorage to a connection string, or AzureWebJobsStorage__accountName to an account.");
        }
    }

    /// <summary>The blob service.</summary>
    public BlobServiceClient Blobs { get; }

    /// <summary>The table service.</summary>
    public TableServiceClient Tables { get; }

    /// <summary>The container of the candle partitions.</summary>
    public BlobContainerClient CandleContainer => Blobs.GetBlobContainerClient(_options.CandleContainer);

    /// <summary>The container of what trained assets own.</summary>
    public BlobContainerClient AssetContainer => Blobs.GetBlobContainerClient(_options.AssetContainer);

    /// <summary>The table of a purpose, for example <c>Jobs</c>.</summary>
    public TableClient Table(string purpose) => Tables.GetTableClient(_options.TablePrefix + purpose);

    private static T Waiting<T>(T client)
        where T : ClientOptions
    {
        client.RetryPolicy = new WaitingRetryPolicy();
        return client;
    }
}
