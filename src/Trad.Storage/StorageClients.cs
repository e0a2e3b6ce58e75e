using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Trad.Storage.Requests;

namespace Trad.Storage;

/// <summary>The clients of one storage account, made from a connection string or reached with an identity.</summary>
public sealed class StorageClients
{
    private readonly StorageOptions _options;

    /// <summary>Makes the clients; nothing is sent yet.</summary>
    /// <param name="options">Which account.</param>
    /// <param name="identity">Who asks, where there is no connection string; the surroundings' own identity when null.</param>
    /// <exception cref="InvalidOperationException">No account is configured, or only half of one.</exception>
    public StorageClients(StorageOptions options, Func<TokenCredential>? identity = null)
    {
        _options = options;
        if (!string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            Blobs = new BlobServiceClient(options.ConnectionString, Waiting(new BlobClientOptions()));
            Tables = new TableServiceClient(options.ConnectionString, Waiting(new TableClientOptions()));
            return;
        }

        var blobs = options.BlobServiceUri ?? AddressOf("blob");
        var tables = options.TableServiceUri ?? AddressOf("table");
        if (blobs is null || tables is null)
        {
            throw new InvalidOperationException(
                (blobs, tables) switch
                {
                    (not null, _) => Half("tableServiceUri", "blobServiceUri"),
                    (_, not null) => Half("blobServiceUri", "tableServiceUri"),
                    _ =>
                        "No storage is configured: set AzureWebJobsStorage to a connection string, AzureWebJobsStorage__accountName to an account, or AzureWebJobsStorage__blobServiceUri and AzureWebJobsStorage__tableServiceUri to its addresses.",
                });
        }

        var credential = identity?.Invoke() ?? new DefaultAzureCredential();
        Blobs = new BlobServiceClient(blobs, credential, Waiting(new BlobClientOptions()));
        Tables = new TableServiceClient(tables, credential, Waiting(new TableClientOptions()));

        Uri? AddressOf(string service) => string.IsNullOrWhiteSpace(options.AccountName)
            ? null
            : new Uri($"https://{options.AccountName}.{service}.core.windows.net");

        static string Half(string missing, string given) =>
            $"The storage account is half configured: AzureWebJobsStorage__{given} is set, AzureWebJobsStorage__{missing} is not.";
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
