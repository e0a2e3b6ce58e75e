using System.Diagnostics.CodeAnalysis;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Trad.LocalRuntime.Durable.Storage;

/// <summary>Keeps short texts in the table row itself and long ones in blobs that the row names.</summary>
internal sealed class PayloadStore(BlobServiceClient blobs, string hubName)
{
    /// <summary>
    /// Most characters kept in a row. A table's text may have 32 K characters (64 KB); 24,000 leave room for the widest
    /// JSON escapes of a whole row within its limit of 1 MB.
    /// </summary>
    public const int LongestInline = 24_000;

    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient($"{hubName.ToLowerInvariant()}-payloads");

    public Task InitializeAsync(CancellationToken cancellationToken) =>
        _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);

    /// <summary>Empties a column, for a row that is merged into the one that is there.</summary>
    public static void Clear(TableEntity entity, string column)
    {
        entity[column] = "";
        entity[BlobColumn(column)] = "";
    }

    /// <summary>Puts a text into a column, or its blob's name beside the column.</summary>
    /// <param name="entity">The row.</param>
    /// <param name="column">The column.</param>
    /// <param name="instance">Whose text it is: the blob goes when the instance's generation goes.</param>
    /// <param name="part">The blob's name within the generation; writing it again replaces it.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task SetAsync(
        TableEntity entity, string column, InstanceRecord instance, string part, string? text, CancellationToken cancellationToken)
    {
        if (IsLong(text))
        {
            var name = $"{Folder(instance.InstanceId, instance.Generation)}{part}";
            await _container.GetBlobClient(name).UploadAsync(BinaryData.FromString(text), overwrite: true, cancellationToken);
            entity[BlobColumn(column)] = name;
        }
        else if (text is not null)
        {
            entity[column] = text;
        }
    }

    /// <summary>The text of a column; no payload is the empty text, so that means null.</summary>
    public async Task<string?> GetAsync(TableEntity entity, string column, CancellationToken cancellationToken)
    {
        if (entity.GetString(BlobColumn(column)) is not { Length: > 0 } name)
        {
            return entity.GetString(column) is { Length: > 0 } text ? text : null;
        }

        var content = await _container.GetBlobClient(name).DownloadContentAsync(cancellationToken);
        return content.Value.Content.ToString();
    }

    /// <summary>Whether a text is kept in a blob.</summary>
    public static bool IsLong([NotNullWhen(true)] string? text) => text?.Length > LongestInline;

    /// <summary>Removes the blobs of one generation of an instance.</summary>
    public Task DeleteAsync(string instanceId, int generation, CancellationToken cancellationToken) =>
        DeleteAsync(Folder(instanceId, generation), null, cancellationToken);

    /// <summary>Removes all blobs of an instance.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="except">A generation that keeps its blobs; null for none.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public Task DeleteAllAsync(string instanceId, int? except, CancellationToken cancellationToken) =>
        DeleteAsync($"{Uri.EscapeDataString(instanceId)}/", except is { } kept ? Folder(instanceId, kept) : null, cancellationToken);

    private static string Folder(string instanceId, int generation) => $"{Uri.EscapeDataString(instanceId)}/{generation}/";

    private static string BlobColumn(string column) => $"{column}Blob";

    private async Task DeleteAsync(string prefix, string? except, CancellationToken cancellationToken)
    {
        await foreach (var blob in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken))
        {
            if (except is null || !blob.Name.StartsWith(except, StringComparison.Ordinal))
            {
                await _container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
            }
        }
    }
}
