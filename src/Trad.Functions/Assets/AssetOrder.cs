using System.Reflection;
using System.Text.Json;
using Trad.Backtesting.Metrics;
using Trad.Training.Assets;

namespace Trad.Functions.Assets;

/// <summary>What assets can be sorted by.</summary>
/// <param name="Key">Takes the value, a number or a text; null comes last whichever way is sorted.</param>
/// <param name="IsDescending">Whether the largest comes first.</param>
internal sealed record AssetOrder(Func<TrainedAsset, IComparable?> Key, bool IsDescending) : IComparer<TrainedAsset>
{
    /// <summary>The newest first.</summary>
    public const string Default = "-createdAt";

    private static readonly Dictionary<string, Func<TrainedAsset, IComparable?>> Keys = MakeKeys();

    /// <summary>The names, comma separated, for messages.</summary>
    public static string KnownNames =>
        $"{string.Join(", ", Keys.Keys.Where(name => !name.Contains('.', StringComparison.Ordinal)))}, and inSample.… or holdOut.… with a metric, "
        + $"for example holdOut.sharpe; with - before it the largest comes first";

    /// <summary>Reads a name such as <c>-holdOut.sharpe</c>; null when it is none.</summary>
    public static AssetOrder? TryParse(string text)
    {
        var isDescending = text.StartsWith('-');
        return Keys.TryGetValue(isDescending ? text[1..] : text, out var key) ? new AssetOrder(key, isDescending) : null;
    }

    /// <inheritdoc/>
    public int Compare(TrainedAsset? x, TrainedAsset? y)
    {
        var (left, right) = (Key(x!), Key(y!));
        if (left is null || right is null)
        {
            return left is null && right is null ? string.CompareOrdinal(x!.Id, y!.Id) : left is null ? 1 : -1;
        }

        var order = left is string text ? string.Compare(text, (string)right, StringComparison.OrdinalIgnoreCase) : left.CompareTo(right);
        return order == 0 ? string.CompareOrdinal(x!.Id, y!.Id) : IsDescending ? -order : order;
    }

    private static Dictionary<string, Func<TrainedAsset, IComparable?>> MakeKeys()
    {
        var keys = new Dictionary<string, Func<TrainedAsset, IComparable?>>(StringComparer.Ordinal)
        {
            ["createdAt"] = asset => asset.CreatedAt,
            ["name"] = asset => asset.Name,
            ["stage"] = asset => asset.Stage,
            ["strategy"] = asset => asset.Strategy,
            ["jobNumber"] = asset => asset.JobNumber,
            ["trials"] = asset => asset.Trials,
        };
        foreach (var property in typeof(BacktestMetrics).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsNumber))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            keys[$"inSample.{name}"] = asset => (IComparable?)property.GetValue(asset.InSample);
            keys[$"holdOut.{name}"] = asset => asset.HoldOut is null ? null : (IComparable?)property.GetValue(asset.HoldOut);
        }

        return keys;
    }

    private static bool IsNumber(PropertyInfo property) =>
        (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) is var type
        && (type == typeof(double) || type == typeof(int) || type == typeof(long));
}
