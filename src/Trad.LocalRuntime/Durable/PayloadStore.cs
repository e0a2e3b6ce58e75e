using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Trad.LocalRuntime.Durable;

/// <summary>Keeps short texts in the table row itself and long ones in blobs that the row names.</summary>
internal sealed class PayloadStore(BlobServiceClient blobs, string hubName)
{
    // A table's text may have 32 K characters, 64 KB; a transaction 4 MB.
    private const int LongestInline = 24_000;

    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient($"{hubName.ToLowerInvariant()}-payloads");

    public Task InitializeAsync(CancellationToken cancellationToken) =>
        _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);

    public async Task SetAsync(TableEntity entity, string column, string instanceId, string? text, CancellationToken cancellationToken)
    {
        if (text is null)
        {
            return;
        }

        if (text.Length <= LongestInline)
        {
            entity[column] = text;
            return;
        }

        var name = $"{Uri.EscapeDataString(instanceId)}/{Guid.NewGuid():N}";
        await _container.GetBlobClient(name).UploadAsync(BinaryData.FromString(text), cancellationToken);
        entity[$"{column}Blob"] = name;
    }

    public async Task DeleteAllAsync(string instanceId, CancellationToken cancellationToken)
    {
        await foreach (var blob in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{Uri.EscapeDataString(instanceId)}/", cancellationToken))
        {
            await _container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
        }
    }

    public async Task<string?> GetAsync(TableEntity entity, string column, CancellationToken cancellationToken)
    {
        if (entity.GetString($"{column}Blob") is not { } name)
        {
            return entity.GetString(column);
        }

        var content = await _container.GetBlobClient(name).DownloadContentAsync(cancellationToken);
        return content.Value.Content.ToString();
    }
}
