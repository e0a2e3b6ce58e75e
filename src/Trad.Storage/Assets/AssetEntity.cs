using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Trad.Storage.Tables;
using Trad.Training;
using Trad.Training.Assets;

namespace Trad.Storage.Assets;

/// <summary>How an asset lies in its table row: a few columns for people who look into the table, the whole as JSON.</summary>
internal static class AssetEntity
{
    public const string PartitionKey = "asset";
    public const string DeletedAt = "DeletedAt";

    // A column holds 32 Ki characters.
    private const int ChunkLength = 30_000;

    public static TableEntity From(TrainedAsset asset)
    {
        var entity = new TableEntity(PartitionKey, asset.Id)
        {
            ["Name"] = asset.Name,
            ["Stage"] = asset.Stage.ToString(),
            ["Strategy"] = asset.Strategy,
            ["JobNumber"] = asset.JobNumber,
            ["CreatedAt"] = asset.CreatedAt,
        };
        if (asset.DeletedAt is { } deletedAt)
        {
            entity[DeletedAt] = deletedAt;
        }

        var chunks = JsonSerializer.Serialize(asset, TradJson.Options).Chunk(ChunkLength);
        foreach (var (index, chunk) in chunks.Index())
        {
            entity[ChunkName(index)] = new string(chunk);
        }

        return entity;
    }

    public static TrainedAsset ToAsset(TableEntity entity)
    {
        var json = string.Concat(
            Enumerable.Range(0, int.MaxValue).Select(index => entity.GetString(ChunkName(index))).TakeWhile(chunk => chunk is not null));
        return JsonSerializer.Deserialize<TrainedAsset>(json, TradJson.Options)! with { DeletedAt = entity.GetDateTimeOffset(DeletedAt) };
    }

    /// <summary>Reads a row.</summary>
    /// <exception cref="Trad.Candles.Stores.DamagedRecordException">It cannot be read.</exception>
    public static TrainedAsset Read(TableEntity entity) => StoredRow.Read("asset", entity, row => row.RowKey, ToAsset);

    private static string ChunkName(int index) => string.Create(CultureInfo.InvariantCulture, $"Asset{index}");
}
