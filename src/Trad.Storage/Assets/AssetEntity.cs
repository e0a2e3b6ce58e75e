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

        entity.SetText(Column, JsonSerializer.Serialize(asset, TradJson.Options));
        return entity;
    }

    public static TrainedAsset ToAsset(TableEntity entity) =>
        JsonSerializer.Deserialize<TrainedAsset>(
            entity.GetText(Column) ?? throw new FormatException($"the column '{Column(0)}' is missing"), TradJson.Options)!
        with
        { DeletedAt = entity.GetDateTimeOffset(DeletedAt) };

    /// <summary>Reads a row.</summary>
    /// <exception cref="Trad.Candles.Stores.DamagedRecordException">It cannot be read.</exception>
    public static TrainedAsset Read(TableEntity entity) => StoredRow.Read("asset", entity, row => row.RowKey, ToAsset);

    private static string Column(int part) => string.Create(CultureInfo.InvariantCulture, $"Asset{part}");
}
