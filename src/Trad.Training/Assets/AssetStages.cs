using System.Text.Json;

namespace Trad.Training.Assets;

/// <summary>The names of the stages, as requests and answers write them.</summary>
public static class AssetStages
{
    private static readonly IReadOnlyDictionary<string, AssetStage> ByName =
        Enum.GetValues<AssetStage>().ToDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>The names, comma separated, for messages.</summary>
    public static string KnownNames => string.Join(", ", ByName.Keys);

    /// <summary>The name of a stage.</summary>
    public static string NameOf(AssetStage stage) => JsonNamingPolicy.KebabCaseLower.ConvertName(stage.ToString());

    /// <summary>Reads a name such as <c>live-candidate</c>; false when there is no such stage.</summary>
    public static bool TryParse(string? name, out AssetStage stage)
    {
        stage = default;
        return name is not null && ByName.TryGetValue(name, out stage);
    }
}
